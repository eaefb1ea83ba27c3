package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run survives a kill -9 in its middle: nothing is lost and nothing is done twice. */
class KilledRunIT {
  private static final int PICTURES = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String ENDED =
      "select count(*) from work_item where state in ('done', 'empty', 'failed')";

  @TempDir Path folder;

  @Test
  void killedInTheMiddle_sameCommandAgain_everyPictureEndsOnce() throws Exception {
    Path home = folder.resolve("home");
    HomeDatabase database = new HomeDatabase(home);
    Scenes.write(folder.resolve("pictures"), PICTURES, 7);

    int endedBefore = killInTheMiddle(home, database);

    // Everything that had been committed when the process died, as the database found it again.
    String endedItems =
        "select image_id, state, attempts, ended_at from work_item where ended_at is not null"
            + " order by image_id";
    String predictionIds = "select id from prediction order by id";
    List<List<String>> before = database.askStopped(endedItems, predictionIds);
    assertThat(before.get(0)).hasSizeGreaterThanOrEqualTo(endedBefore).hasSizeLessThan(PICTURES);
    assertThat(before.get(1)).hasSize(2 * before.get(0).size());

    try (PrelabelProcess again = run(home)) {
      assertThat(again.awaitExit(PATIENCE)).as(again.output()).isZero();
    }

    List<List<String>> after =
        database.askStopped(
            endedItems,
            predictionIds,
            "select state from run",
            "select count(*), count(distinct image_id) from work_item",
            "select count(*), count(distinct (image_id, class_name)) from prediction");
    assertThat(after.get(0)).hasSize(PICTURES).containsAll(before.get(0));
    assertThat(after.get(0)).allMatch(row -> row.contains("|done|") || row.contains("|empty|"));
    assertThat(after.get(1)).containsAll(before.get(1));
    assertThat(after.get(2)).containsExactly("completed");
    assertThat(after.get(3)).containsExactly(PICTURES + "|" + PICTURES);
    assertThat(after.get(4)).containsExactly(2 * PICTURES + "|" + 2 * PICTURES);
    assertThat(folder.resolve("out/coco.json")).isNotEmptyFile();
  }

  /** Returns how many items had ended when the process was killed. */
  private int killInTheMiddle(Path home, HomeDatabase database) throws Exception {
    try (PrelabelProcess first = run(home)) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < deadline && first.isAlive()) {
        List<String> answer = database.askRunning(ENDED);
        int ended = answer.isEmpty() ? 0 : Integer.parseInt(answer.get(0));
        if (ended >= PICTURES / 4) {
          first.kill9();
          return ended;
        }
        Thread.sleep(20); // The pace of looking, not a hope: the loop decides by what it sees.
      }
      throw new AssertionError("not killed in time; output:\n" + first.output());
    }
  }

  private PrelabelProcess run(Path home) throws Exception {
    return PrelabelProcess.start(
        home,
        folder,
        "run",
        "--images",
        "pictures",
        "--prompts",
        "circle, square",
        "--checkpoint",
        Demo.checkpoint().toString(),
        "--out",
        "out");
  }
}

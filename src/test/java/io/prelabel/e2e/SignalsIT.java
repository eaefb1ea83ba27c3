package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and a service manager's stop: in good order, with one line, and nothing is lost. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are POSIX")
class SignalsIT {
  private static final int PICTURES = 80;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String STOPPED = "prelabel: stopped; the same command goes on with it.";

  @TempDir Path folder;

  @Test
  void run_inItsMiddle_stopsInGoodOrder_andTheSameCommandEndsIt() throws Exception {
    Scenes.write(folder.resolve("pictures"), PICTURES, 5);
    try (PrelabelProcess run = run()) {
      run.awaitLine(line -> line.startsWith("Run 1:"), PATIENCE);
      awaitAnItem(run);
      run.signal("INT");
      assertThat(run.awaitExit(PATIENCE)).as(run.output()).isEqualTo(130);
      assertThat(run.output().lines().skip(1)).containsExactly(STOPPED);
    }
    assertThat(folder.resolve("out/coco.json")).doesNotExist();
    var books =
        new HomeDatabase(folder.resolve("home"))
            .askStopped(
                "select state, reason from run",
                "select count(*) from work_item where state = 'running'",
                "select count(*) from work_item where state = 'queued'",
                "select count(*) from process");
    assertThat(books.get(0)).containsExactly("stopped|null");
    assertThat(books.get(1)).containsExactly("0");
    assertThat(Integer.parseInt(books.get(2).get(0))).isBetween(1, PICTURES - 1);
    assertThat(books.get(3)).as("processes that did not sign off").containsExactly("0");

    try (PrelabelProcess again = run()) {
      assertThat(again.awaitExit(PATIENCE)).as(again.output()).isZero();
      assertThat(again.output()).startsWith("Run 1:").contains(PICTURES + " images: ");
    }
  }

  @Test
  void run_whileItStarts_endsWithTheSameLine() throws Exception {
    Scenes.write(folder.resolve("pictures"), 3, 5);
    try (PrelabelProcess run = run()) {
      await(run, home -> Files.exists(home.resolve("database/postmaster.pid")));
      run.signal("INT");
      assertThat(run.awaitExit(PATIENCE)).as(run.output()).isEqualTo(130);
      assertThat(run.output()).isEqualTo(STOPPED);
    }
    assertThat(folder.resolve("home/database/postmaster.pid")).doesNotExist();
  }

  @Test
  void serve_endsQuietly() throws Exception {
    try (PrelabelProcess service = start("serve", "--port", "0")) {
      service.awaitLine(line -> line.startsWith("User prelabel"), PATIENCE);
      service.signal("TERM");
      assertThat(service.awaitExit(PATIENCE)).as(service.output()).isEqualTo(143);
      assertThat(service.output().lines()).as(service.output()).hasSize(2);
    }
    assertThat(folder.resolve("home/database/postmaster.pid")).doesNotExist();
  }

  /** Waits until the first chunk is in the database. */
  private void awaitAnItem(PrelabelProcess run) throws Exception {
    HomeDatabase database = new HomeDatabase(folder.resolve("home"));
    await(run, home -> isPositive(database));
  }

  private static boolean isPositive(HomeDatabase database) {
    try {
      var answer = database.askRunning("select count(*) from work_item where ended_at is not null");
      return !answer.isEmpty() && !answer.get(0).equals("0");
    } catch (IOException notYet) {
      return false;
    }
  }

  private void await(PrelabelProcess process, Predicate<Path> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(folder.resolve("home"))) {
      assertThat(process.isAlive() && System.nanoTime() < deadline).as(process.output()).isTrue();
      Thread.sleep(20); // The pace of looking; the loop decides by what it sees.
    }
  }

  private PrelabelProcess run() throws Exception {
    return start(
        "run",
        "--images",
        "pictures",
        "--prompts",
        "circle, square",
        "--checkpoint",
        Demo.checkpoint().toString(),
        "--precision",
        "float32",
        "--out",
        "out");
  }

  private PrelabelProcess start(String... arguments) throws Exception {
    return PrelabelProcess.start(folder.resolve("home"), folder, arguments);
  }
}

package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the service does, after a crash or a stop, with the runs that it was working on. */
class KilledServiceIT {
  private static final int PICTURES = 120;
  private static final Duration PATIENCE = ServedProcess.PATIENCE;
  private static final String JSON = "application/json";
  private static final String RUN = "/api/v1/runs/1";

  @TempDir Path folder;

  @BeforeEach
  void draw() throws Exception {
    Scenes.write(folder.resolve("pictures"), PICTURES, 23);
  }

  @Test
  void killedInTheMiddle_theNextStartEndsTheRunByItself() throws Exception {
    String password;
    int endedBefore;
    try (ServedProcess service = ServedProcess.start(folder)) {
      password = service.password();
      ServiceClient client = service.client(password);
      startRun(client);
      endedBefore = awaitEnded(client, PICTURES / 4);
      service.process().kill9();
    }

    try (ServedProcess again = ServedProcess.start(folder)) {
      ServiceClient client = again.client(password);
      client.await(RUN, "/state", "completed", PATIENCE);
      assertComplete(client);
      again.process().terminate();
      again.process().awaitExit(PATIENCE);
    }

    List<List<String>> books =
        new HomeDatabase(folder.resolve("home"))
            .askStopped(
                "select count(*), count(distinct image_id) from work_item",
                "select count(*), count(distinct (image_id, class_name)) from prediction",
                "select count(*) from work_item where attempts > 1");
    assertThat(books.get(0)).containsExactly(PICTURES + "|" + PICTURES);
    assertThat(books.get(1)).containsExactly(2 * PICTURES + "|" + 2 * PICTURES);
    // Only what was in flight was done again; what had ended before the crash was not.
    assertThat(Integer.parseInt(books.get(2).get(0))).isLessThanOrEqualTo(PICTURES - endedBefore);
  }

  @Test
  void stoppedOverRest_staysStoppedAcrossARestart_andIsResumedOverRest() throws Exception {
    String password;
    try (ServedProcess service = ServedProcess.start(folder)) {
      password = service.password();
      ServiceClient client = service.client(password);
      startRun(client);
      awaitEnded(client, 1);
      client.post(RUN + "/stop", JSON, "", 202);
      client.await(RUN, "/state", "stopped", PATIENCE);
      service
          .process()
          .kill9(); // The hard way: nothing but the database knows that it was stopped.
    }

    try (ServedProcess again = ServedProcess.start(folder)) {
      ServiceClient client = again.client(password);
      JsonNode run = client.get(RUN);
      assertThat(run.get("state").asString()).isEqualTo("stopped");
      assertThat(run.at("/progress/queued").asInt()).isPositive();

      client.post(RUN + "/resume", JSON, "", 202);
      client.await(RUN, "/state", "completed", PATIENCE);
      assertComplete(client);
    }
  }

  private void startRun(ServiceClient client) throws Exception {
    String pictures = folder.resolve("pictures").toRealPath().toString();
    client.post(
        "/api/v1/datasets",
        JSON,
        "{\"name\": \"scenes\", \"folder\": \"%s\"}".formatted(pictures),
        202);
    client.await("/api/v1/datasets/1", "/ingest/state", "done", PATIENCE);
    client.post(
        "/api/v1/prompt-sets",
        "application/yaml",
        "classes:\n  - name: circle\n    prompts: [circle]\n  - name: square\n    prompts: [square]\n",
        201);
    client.post("/api/v1/runs", JSON, "{\"datasetId\": 1, \"promptSetId\": 1}", 202);
  }

  /** Returns how many images had ended when it were at least so many, and not yet all. */
  private static int awaitEnded(ServiceClient client, int atLeast) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int ended = 0;
    while (ended < atLeast && System.nanoTime() < deadline) {
      Thread.sleep(20); // The pace of asking; the loop decides by the answers.
      ended = ended(client.get(RUN));
    }
    assertThat(ended).isGreaterThanOrEqualTo(atLeast).isLessThan(PICTURES);
    return ended;
  }

  private static int ended(JsonNode run) {
    return run.at("/progress/done").asInt()
        + run.at("/progress/empty").asInt()
        + run.at("/progress/failed").asInt();
  }

  private static void assertComplete(ServiceClient client) throws Exception {
    JsonNode run = client.get(RUN);
    assertThat(run.at("/progress/total").asInt()).isEqualTo(PICTURES);
    assertThat(run.at("/progress/failed").asInt()).isZero();
    assertThat(ended(run)).isEqualTo(PICTURES);
    assertThat(client.get("/api/v1/exports/coco?run=1").get("images")).hasSize(PICTURES);
  }
}

package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An engineer installs the service and drives a data set through it over REST. */
class ServeIT {
  private static final Duration PATIENCE = ServedProcess.PATIENCE;
  private static final String JSON = "application/json";

  @TempDir Path folder;

  @Test
  void datasetToExport_overRest_andAcrossARestart() throws Exception {
    Scenes.write(folder.resolve("pictures"), 12, 17);
    String password;
    long prediction;
    JsonNode mask;
    try (ServedProcess service = ServedProcess.start(folder)) {
      password = service.password();
      ServiceClient client = service.client(password);
      label(client);

      JsonNode ended = client.get("/api/v1/runs/1");
      assertThat(ended.at("/progress/done").asInt() + ended.at("/progress/empty").asInt())
          .isEqualTo(12);
      assertThat(events(client)).contains("event:end").contains("\"state\":\"completed\"");
      prediction = aPredictionWithMask(client);
      mask = client.get("/api/v1/predictions/%d/mask".formatted(prediction));
      checkForms(client, prediction, mask);
      JsonNode coco = client.get("/api/v1/exports/coco?run=1");
      assertThat(coco.get("images")).hasSize(12);

      refusesASecondProcess();
      assertThat(service.process().output())
          .as("the password is shown once")
          .containsOnlyOnce(password);
      service.process().terminate();
      service.process().awaitExit(PATIENCE);
    }

    try (ServedProcess again = ServedProcess.start(folder)) {
      ServiceClient client = again.client(password);
      assertThat(client.get("/api/v1/predictions/%d/mask".formatted(prediction))).isEqualTo(mask);
      assertThat(again.process().output()).doesNotContain(password);
    }
  }

  private void label(ServiceClient client) throws Exception {
    String pictures = folder.resolve("pictures").toRealPath().toString();
    JsonNode dataset =
        client.post(
            "/api/v1/datasets",
            JSON,
            "{\"name\": \"scenes\", \"folder\": \"%s\"}".formatted(pictures),
            202);
    assertThat(dataset.get("id").asLong()).isEqualTo(1);
    client.await("/api/v1/datasets/1", "/ingest/state", "done", PATIENCE);
    client.post(
        "/api/v1/prompt-sets?name=shapes",
        "application/yaml",
        "classes:\n  - name: circle\n    prompts: [circle]\n  - name: square\n    prompts: [square]\n",
        201);
    client.post("/api/v1/runs", JSON, "{\"datasetId\": 1, \"promptSetId\": 1}", 202);
    client.await("/api/v1/runs/1", "/state", "completed", PATIENCE);
  }

  private static String events(ServiceClient client) throws Exception {
    HttpResponse<byte[]> stream = client.get("/api/v1/runs/1/events", "text/event-stream");
    return new String(stream.body(), StandardCharsets.UTF_8);
  }

  private static long aPredictionWithMask(ServiceClient client) throws Exception {
    for (JsonNode item : client.get("/api/v1/runs/1/items?state=done").get("items")) {
      String predictions =
          "/api/v1/images/%d/predictions?run=1".formatted(item.get("imageId").asLong());
      for (JsonNode each : client.get(predictions)) {
        if (each.get("outcome").asString().equals("present")) {
          return each.get("id").asLong();
        }
      }
    }
    throw new AssertionError("no picture has a mask");
  }

  /**
   * The three forms of a mask are one mask, and a recut at the stored threshold changes nothing.
   */
  private static void checkForms(ServiceClient client, long prediction, JsonNode rle)
      throws Exception {
    String path = "/api/v1/predictions/%d/mask".formatted(prediction);
    Mask mask = CocoCounts.decode(320, 256, rle.get("counts").asString());
    assertThat(mask.area()).isEqualTo(rle.get("area").asLong()).isPositive();
    assertThat(client.get(path + "?threshold=0.5")).isEqualTo(rle);

    var png = ImageIO.read(new ByteArrayInputStream(client.get(path, "image/png").body()));
    assertThat(png.getWidth()).isEqualTo(320);
    assertThat(png.getHeight()).isEqualTo(256);
    long white = 0;
    for (int y = 0; y < 256; y++) {
      for (int x = 0; x < 320; x++) {
        white += png.getRaster().getSample(x, y, 0) == 0 ? 0 : 1;
      }
    }
    assertThat(white).isEqualTo(mask.area());

    HttpResponse<byte[]> polygon = client.get(path, "application/geo+json");
    assertThat(new String(polygon.body(), StandardCharsets.UTF_8)).contains("MultiPolygon");
    assertThat(client.get("/api/v1/predictions/999999/mask", JSON).statusCode()).isEqualTo(404);
  }

  private void refusesASecondProcess() throws Exception {
    try (ServedProcess second = ServedProcess.start(folder)) {
      assertThat(second.process().awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(second.process().output().lines()).as(second.process().output()).hasSize(1);
      assertThat(second.process().output())
          .startsWith("prelabel: ")
          .contains("http://127.0.0.1:", "--home");
    }
  }
}

package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An engineer installs the service and drives a data set through it over REST. */
class ServeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern READY = Pattern.compile("Prelabel is ready at (http://\\S+) .*");
  private static final Pattern PASSWORD = Pattern.compile("User prelabel, password (\\S+) .*");
  private static final String JSON = "application/json";

  @TempDir Path folder;

  @Test
  void datasetToExport_overRest_andAcrossARestart() throws Exception {
    Scenes.write(folder.resolve("pictures"), 12, 17);
    String password;
    long prediction;
    JsonNode mask;
    try (PrelabelProcess service = serve()) {
      ServiceClient client = connect(service);
      password = match(PASSWORD, service);
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
      assertThat(service.output()).as("the password is shown once").containsOnlyOnce(password);
      service.terminate();
      service.awaitExit(PATIENCE);
    }

    try (PrelabelProcess again = serve()) {
      ServiceClient client = new ServiceClient(address(again), password);
      assertThat(client.get("/api/v1/predictions/%d/mask".formatted(prediction))).isEqualTo(mask);
      assertThat(again.output()).doesNotContain(password);
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
    try (PrelabelProcess second = serve()) {
      assertThat(second.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(second.output().lines()).as(second.output()).hasSize(1);
      assertThat(second.output()).startsWith("prelabel: ").contains("http://127.0.0.1:", "--home");
    }
  }

  private PrelabelProcess serve() throws Exception {
    Path home = folder.resolve("home");
    Files.createDirectories(home);
    return PrelabelProcess.start(
        home,
        folder,
        "serve",
        "--port",
        "0",
        "--root",
        "pictures",
        "--checkpoint",
        Demo.checkpoint().toString());
  }

  private static ServiceClient connect(PrelabelProcess service) throws Exception {
    return new ServiceClient(address(service), match(PASSWORD, service));
  }

  private static URI address(PrelabelProcess service) throws Exception {
    return URI.create(match(READY, service));
  }

  private static String match(Pattern pattern, PrelabelProcess service) throws Exception {
    String line = service.awaitLine(each -> pattern.matcher(each).matches(), PATIENCE);
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.matches()).isTrue();
    return matcher.group(1);
  }
}

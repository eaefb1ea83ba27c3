package io.prelabel.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way from a folder to masks over HTTP, and what can be asked afterwards. */
class RestApiTest {
  private static final RunningService SERVICE = RunningService.instance();
  private static final String PROMPTS =
      """
      attributes:
        - {name: circle, question: Is there a circle in the image?, answers: [Yes, No]}
      classes:
        - {name: star, prompts: [star], presence: 1}
        - {name: red thing, prompts: [red object], split: true}
      """;

  private static JsonNode dataset;
  private static long promptSet;
  private static JsonNode run;
  private static List<String> events;

  @BeforeAll
  static void labelTheFolder() {
    HttpResponse<String> created =
        SERVICE.post(
            "/api/v1/datasets",
            "{\"name\": \"pictures\", \"folder\": \"%s\"}".formatted(SERVICE.pictures()));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(202);
    dataset = awaitIngest(created.headers().firstValue("Location").orElseThrow());
    promptSet = RunningService.json(postYaml(PROMPTS)).path("id").asLong();
    HttpResponse<String> started = startRun();
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String location = started.headers().firstValue("Location").orElseThrow();
    events =
        SERVICE
            .send(SERVICE.request(location + "/events").timeout(Duration.ofMinutes(1)))
            .body()
            .lines()
            .toList();
    run = SERVICE.get(location);
  }

  @Test
  void dataset_tellsWhatItsFolderHolds() {
    assertThat(dataset.path("images").asLong()).isEqualTo(4);
    assertThat(dataset.at("/ingest/files/added").asLong()).isEqualTo(4);
    JsonNode page = SERVICE.get("/api/v1/datasets/%d/images?limit=3".formatted(id(dataset)));
    assertThat(page.at("/items/0/fileName").asString()).isEqualTo("broken.jpg");
    assertThat(page.at("/items/0").has("width")).isFalse();
    assertThat(page.at("/items/1/width").asInt()).isEqualTo(640);
    JsonNode rest =
        SERVICE.get(
            "/api/v1/datasets/%d/images?limit=3&after=%d"
                .formatted(id(dataset), page.path("next").asLong()));
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.has("next")).isFalse();
  }

  @Test
  void dataset_isRefusedOutsideTheRoots() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Path link = SERVICE.pictures().resolveSibling("link-out");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, outside);
    for (String folder : List.of("/", outside.toString(), link.toString(), "relative")) {
      HttpResponse<String> response =
          SERVICE.post(
              "/api/v1/datasets", "{\"name\": \"x\", \"folder\": \"%s\"}".formatted(folder));
      assertThat(response.statusCode()).as(folder).isEqualTo(folder.equals("relative") ? 400 : 403);
    }
  }

  @Test
  void dataset_nameOfAnotherFolderIsAConflict() {
    HttpResponse<String> response =
        SERVICE.post(
            "/api/v1/datasets",
            "{\"name\": \"pictures\", \"folder\": \"%s\"}"
                .formatted(SERVICE.pictures().getParent()));
    assertThat(response.statusCode()).isEqualTo(409);
  }

  @Test
  void promptSet_isRefusedWithItsLine() {
    HttpResponse<String> response = postYaml("classes:\n  - name: a\n    prompts: []\n");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(RunningService.json(response).path("line").asInt()).isEqualTo(3);
  }

  @Test
  void promptSet_equalContentIsStoredOnce() {
    JsonNode again = RunningService.json(postYaml("# the same\n" + PROMPTS));
    assertThat(id(again)).isEqualTo(promptSet);
    assertThat(SERVICE.get("/api/v1/prompt-sets/" + promptSet).path("version").asString())
        .startsWith("ps-");
  }

  /** So many files that the walk outlasts one request by far. */
  @Test
  void run_isAConflictWhilePicturesAreStillBeingRegistered() throws IOException {
    Path many = Files.createDirectories(SERVICE.pictures().resolveSibling("many"));
    for (int i = 0; i < 3000; i++) {
      Files.writeString(many.resolve(i + ".jpg"), "picture " + i);
    }
    HttpResponse<String> created =
        SERVICE.post(
            "/api/v1/datasets",
            "{\"name\": \"many\", \"folder\": \"%s\"}".formatted(many.toRealPath()));
    long largeDataset = id(RunningService.json(created));
    HttpResponse<String> response =
        SERVICE.post(
            "/api/v1/runs",
            "{\"datasetId\": %d, \"promptSetId\": %d}".formatted(largeDataset, promptSet));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
    assertThat(response.body()).contains("still being registered");
  }

  @Test
  void run_endsWithEveryImageInOneState() {
    assertThat(run.path("state").asString()).isEqualTo("completed_with_failures");
    JsonNode progress = run.path("progress");
    assertThat(progress.path("total").asLong()).isEqualTo(4);
    assertThat(progress.path("failed").asLong()).isEqualTo(1);
    assertThat(progress.path("done").asLong() + progress.path("empty").asLong()).isEqualTo(3);
  }

  @Test
  void run_eventsEndWithTheRun() {
    assertThat(events).contains("event:end");
    assertThat(events.get(events.indexOf("event:end") + 1))
        .startsWith("data:{\"id\":%d,".formatted(id(run)))
        .contains("completed_with_failures");
  }

  @Test
  void run_itemsTellWhatWasFound() {
    JsonNode items = SERVICE.get("/api/v1/runs/%d/items".formatted(id(run))).path("items");
    for (JsonNode item : items) {
      if (item.path("state").asString().equals("failed")) {
        assertThat(item.path("classes")).isEmpty();
        assertThat(item.path("attributes")).isEmpty();
      } else {
        assertThat(item.at("/classes/absent").asInt()).as(item.toString()).isPositive();
        assertThat(item.at("/attributes/0/best").asString()).isIn("Yes", "No");
        JsonNode shares = item.at("/attributes/0/shares");
        assertThat(shares.path("Yes").asDouble() + shares.path("No").asDouble())
            .isCloseTo(1, within(1e-6));
        String image = "/api/v1/images/%d/".formatted(item.path("imageId").asLong());
        assertThat(SERVICE.get(image + "attributes?run=" + id(run)))
            .isEqualTo(item.path("attributes"));
        assertThat(SERVICE.get(image + "attributes")).contains(item.at("/attributes/0"));
        JsonNode star = SERVICE.get(image + "predictions?run=" + id(run)).path(0);
        assertThat(star.path("outcome").asString()).isEqualTo("absent");
        assertThat(star.path("presence").asDouble()).isBetween(0.0, 1.0);
        assertThat(star.path("presenceThreshold").asDouble()).isEqualTo(1);
        assertThat(star.at("/prompts/0").has("maskScore")).isFalse();
      }
    }
    assertThat(SERVICE.send(SERVICE.request("/api/v1/images/999999/attributes")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void promptSet_isShownWhole() {
    JsonNode stored = SERVICE.get("/api/v1/prompt-sets/" + promptSet);
    assertThat(stored.path("tiles").asString()).isEqualTo("1");
    assertThat(stored.at("/attributes/0/answers")).hasSize(2);
    assertThat(stored.at("/classes/0/presence").asDouble()).isEqualTo(1);
    assertThat(stored.at("/classes/1/presence").asDouble()).isEqualTo(0.5);
  }

  @Test
  void run_itemsByState() {
    JsonNode failed = SERVICE.get("/api/v1/runs/%d/items?state=failed".formatted(id(run)));
    assertThat(failed.path("items")).hasSize(1);
    assertThat(failed.at("/items/0/fileName").asString()).isEqualTo("broken.jpg");
    assertThat(failed.at("/items/0/failure/category").asString()).isEqualTo("bad_input");
    assertThat(failed.at("/items/0/failure/text").asString()).isNotBlank();
    assertThat(
            SERVICE
                .send(SERVICE.request("/api/v1/runs/%d/items?state=odd".formatted(id(run))))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void run_thatIsOverCanBeNeitherStoppedNorResumed() {
    assertThat(SERVICE.post("/api/v1/runs/%d/stop".formatted(id(run)), "").statusCode())
        .isEqualTo(409);
    assertThat(SERVICE.post("/api/v1/runs/%d/resume".formatted(id(run)), "").statusCode())
        .isEqualTo(409);
  }

  @Test
  void mask_inThreeFormsAndCutAgain() throws IOException {
    JsonNode prediction = present();
    String path = "/api/v1/predictions/%d/mask".formatted(id(prediction));
    JsonNode rle = SERVICE.get(path);
    int height = rle.at("/size/0").asInt();
    int width = rle.at("/size/1").asInt();
    Mask mask = CocoCounts.decode(width, height, rle.path("counts").asString());
    assertThat(mask.area()).isEqualTo(prediction.path("area").asLong()).isPositive();

    BufferedImage png =
        ImageIO.read(
            new ByteArrayInputStream(
                SERVICE
                    .send(
                        SERVICE.request(path).header("Accept", "image/png"),
                        BodyHandlers.ofByteArray())
                    .body()));
    long white = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        white += png.getRGB(x, y) == -1 ? 1 : 0;
      }
    }
    assertThat(white).isEqualTo(mask.area());

    JsonNode polygon =
        RunningService.json(
            SERVICE.send(SERVICE.request(path).header("Accept", "application/geo+json")));
    assertThat(polygon.at("/geometry/type").asString()).isEqualTo("MultiPolygon");
    assertThat(polygon.at("/properties/iou").asDouble()).isGreaterThan(0.9);

    assertThat(SERVICE.get(path + "?threshold=0.9").path("area").asLong()).isLessThan(mask.area());
    assertThat(SERVICE.get(path + "?minimumArea=999999").path("area").asLong()).isZero();
    assertThat(SERVICE.get(path + "?threshold=0.5").path("counts")).isEqualTo(rle.path("counts"));
    assertThat(SERVICE.send(SERVICE.request(path + "?threshold=1")).statusCode()).isEqualTo(400);
    assertThat(SERVICE.send(SERVICE.request(path).header("Accept", "text/csv")).statusCode())
        .isEqualTo(406);
  }

  @Test
  void export_holdsTheImagesThatWereAnswered() {
    JsonNode coco = SERVICE.get("/api/v1/exports/coco?run=" + id(run));
    assertThat(coco.path("images")).hasSize(3);
    assertThat(coco.path("categories")).hasSize(2);
    assertThat(coco.path("annotations")).isNotEmpty();
    assertThat(coco.at("/info/prelabel/items/failed").asLong()).isEqualTo(1);
  }

  @Test
  void models_tellWhichOneIsLoaded() {
    JsonNode models = SERVICE.get("/api/v1/models");
    assertThat(models).hasSize(1);
    assertThat(models.at("/0/loaded").asBoolean()).isTrue();
  }

  @Test
  void secondRun_takesItsAnswersFromTheFirst() {
    JsonNode second = RunningService.json(startRun());
    assertThat(id(second)).isNotEqualTo(id(run));
    String path = "/api/v1/runs/" + id(second);
    awaitEnd(path);
    JsonNode items = SERVICE.get(path + "/items");
    items
        .path("items")
        .forEach(
            item ->
                assertThat(item.path("reused").asBoolean())
                    .as(item.toString())
                    .isEqualTo(!item.path("state").asString().equals("failed")));
  }

  @Test
  void description_tellsTheStatusAndTheProblemOfEveryOperation() {
    JsonNode api = SERVICE.get("/v3/api-docs");
    assertThat(api.at("/components/securitySchemes/basic/scheme").asString()).isEqualTo("basic");
    assertThat(api.at("/security/0").has("basic")).isTrue();
    assertThat(api.at("/components/schemas/ProblemDetail/properties").has("detail")).isTrue();
    JsonNode start = api.path("paths").path("/api/v1/runs").path("post").path("responses");
    assertThat(start.has("202")).isTrue();
    assertThat(start.has("200")).isFalse();
    for (JsonNode path : api.path("paths")) {
      for (JsonNode operation : path) {
        assertThat(operation.at("/responses/default/content").has("application/problem+json"))
            .as(operation.path("operationId").asString())
            .isTrue();
        assertThat(operation.path("summary").asString()).isNotBlank();
        for (String status : List.of("200", "201", "202")) {
          if (operation.path("responses").has(status)) {
            assertThat(operation.path("responses").path(status).path("content").propertyNames())
                .as(operation.path("operationId").asString())
                .isNotEmpty()
                .doesNotContain("*/*");
          }
        }
      }
    }
  }

  @Test
  void description_holdsAPromptSetThatCanBePosted() {
    JsonNode post =
        SERVICE.get("/v3/api-docs").path("paths").path("/api/v1/prompt-sets").path("post");
    JsonNode content = post.at("/requestBody/content");
    assertThat(content.propertyNames()).contains("application/json");
    JsonNode yaml = content.path("application/yaml");
    HttpResponse<String> stored = postYaml(yaml.path("example").asString());
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    assertThat(RunningService.json(stored).path("templates")).hasSize(1);
  }

  @Test
  void names_withControlCharactersOrNone_areRefused() {
    String folder = "\", \"folder\": \"%s\"}".formatted(SERVICE.pictures());
    for (String name : List.of("", "  ", "a\\u0000b", "a\\nb", "x".repeat(201))) {
      var answer = SERVICE.post("/api/v1/datasets", "{\"name\": \"" + name + folder);
      assertThat(answer.statusCode()).as(name).isEqualTo(400);
      assertThat(answer.body()).contains("a data set's name has");
    }
  }

  @Test
  void parametersThatCannotBeRead_areTheCallersFault() {
    assertThat(SERVICE.send(SERVICE.request("/api/v1/datasets?=nothing")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void description_coversEveryResource() {
    JsonNode paths = SERVICE.get("/v3/api-docs").path("paths");
    assertThat(paths.propertyNames())
        .contains(
            "/api/v1/datasets",
            "/api/v1/datasets/{id}/images",
            "/api/v1/prompt-sets",
            "/api/v1/models",
            "/api/v1/runs",
            "/api/v1/runs/{id}/stop",
            "/api/v1/runs/{id}/resume",
            "/api/v1/runs/{id}/events",
            "/api/v1/runs/{run}/items",
            "/api/v1/images/{id}/predictions",
            "/api/v1/images/{id}/attributes",
            "/api/v1/predictions/{id}/mask",
            "/api/v1/exports/coco");
    assertThat(SERVICE.send(SERVICE.request("/swagger-ui/index.html")).statusCode()).isEqualTo(200);
  }

  private static JsonNode present() {
    JsonNode items = SERVICE.get("/api/v1/runs/%d/items?state=done".formatted(id(run)));
    for (JsonNode item : items.path("items")) {
      JsonNode predictions =
          SERVICE.get(
              "/api/v1/images/%d/predictions?run=%d"
                  .formatted(item.path("imageId").asLong(), id(run)));
      for (JsonNode each : predictions) {
        if (each.path("outcome").asString().equals("present")) {
          return each;
        }
      }
    }
    throw new AssertionError("no prediction has a mask");
  }

  private static HttpResponse<String> startRun() {
    return SERVICE.post(
        "/api/v1/runs",
        "{\"datasetId\": %d, \"promptSetId\": %d}".formatted(id(dataset), promptSet));
  }

  private static HttpResponse<String> postYaml(String yaml) {
    return SERVICE.send(
        SERVICE
            .request("/api/v1/prompt-sets?name=test")
            .header("Content-Type", "application/yaml")
            .POST(BodyPublishers.ofString(yaml)));
  }

  private static JsonNode awaitIngest(String path) {
    Instant limit = Instant.now().plusSeconds(30);
    JsonNode body = SERVICE.get(path);
    while (body.at("/ingest/state").asString().equals("running") && Instant.now().isBefore(limit)) {
      Thread.onSpinWait();
      body = SERVICE.get(path);
    }
    assertThat(body.at("/ingest/state").asString()).isEqualTo("done");
    return body;
  }

  /** The stream ends when the run does. */
  private static void awaitEnd(String path) {
    SERVICE.send(SERVICE.request(path + "/events").timeout(Duration.ofMinutes(1)));
  }

  private static long id(JsonNode body) {
    return body.path("id").asLong();
  }
}

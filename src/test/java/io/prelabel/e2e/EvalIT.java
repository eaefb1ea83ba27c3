package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What evaluation and doctor say of the demo, in the program as people start it. */
class EvalIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Of figures that the authors' code gave to four decimals, against another order of sums. */
  private static final double TOLERANCE = 0.003;

  @TempDir Path folder;

  @Test
  void figures_agreeWithTheReferenceCode() throws Exception {
    Path json = folder.resolve("out/eval.json");
    Path page = folder.resolve("out/eval.html");
    String output =
        run(
            0,
            "eval",
            "--images=" + Demo.images(),
            "--truth=" + Demo.groundTruth(),
            "--prompts=" + Demo.prompts(),
            "--checkpoint=" + Demo.checkpoint(),
            "--precision=float32",
            "--json=" + json,
            "--report=" + page);

    assertThat(output).contains("192 pairs, in 85 of which the class is there");
    JsonNode found = JsonMapper.shared().readTree(json);
    JsonNode reference = JsonMapper.shared().readTree(Demo.reference()).path("demo");
    assertClose(found.at("/masks_gate_off/mean_iou_there"), reference.path("mean_iou_present"));
    assertClose(found.at("/masks_gate_off/ciou_there"), reference.path("ciou_present"));
    assertClose(found.at("/masks/mean_iou_there"), reference.path("mean_iou_present_gated"));
    assertClose(found.at("/masks/giou"), reference.path("giou_all_pairs_gate_0.5"));
    assertClose(found.at("/presence/precision"), reference.path("presence_precision"));
    assertClose(found.at("/presence/recall"), reference.path("presence_recall"));
    assertClose(found.at("/presence/accuracy"), reference.path("presence_accuracy"));
    for (JsonNode each : found.path("classes")) {
      assertClose(
          each.at("/masks_gate_off/mean_iou_there"),
          reference.path("iou_by_class").path(each.path("name").asString()));
    }
    assertThat(Files.readString(page)).contains("data:image/jpeg;base64,", "</html>");
  }

  @Test
  void pictureThatIsMissing_isNamed_andTheExitCodeSaysSo() throws Exception {
    Path images = Files.createDirectories(folder.resolve("two"));
    for (String each : List.of("scene-001.jpg", "scene-004.jpg")) {
      Files.copy(Demo.images().resolve(each), images.resolve(each));
    }
    String output =
        run(
            3,
            "eval",
            "--images=" + images,
            "--truth=" + Demo.groundTruth(),
            "--prompts=star, cat",
            "--checkpoint=" + Demo.checkpoint());
    assertThat(output)
        .contains("Not compared: 22 pictures of the truth.")
        .contains("prelabel: scene-002.jpg: not in the folder of pictures")
        .contains("not asked for: circle, square")
        .contains("not in the truth, and so not asked: cat");
  }

  @Test
  void doctor_findsNothingWrong_andSaysWhatIsMissingWhereAGpuIsMeant() throws Exception {
    assertThat(run(0, "doctor", "--device=cpu", "--checkpoint=" + Demo.checkpoint()))
        .contains("PyTorch", "precision auto", "QWEN2, 4 layers", "Nothing here stops labeling.");
    assertThat(run(1, "doctor", "--checkpoint=" + folder, "--json"))
        .contains("\"healthy\" : false", "holds no checkpoint of a known kind");
    assertThat(run(1, "doctor", "--device=cuda:99")).contains("device cuda:99", "->");
  }

  private static void assertClose(JsonNode found, JsonNode expected) {
    assertThat(expected.isNumber()).isTrue();
    assertThat(found.asDouble()).isCloseTo(expected.asDouble(), within(TOLERANCE));
  }

  private String run(int code, String... arguments) throws IOException, InterruptedException {
    try (PrelabelProcess process =
        PrelabelProcess.start(folder.resolve("home"), folder, arguments)) {
      assertThat(process.awaitExit(PATIENCE)).as(process.output()).isEqualTo(code);
      assertThat(process.output()).doesNotContain("Exception", "WARN", "ERROR");
      return process.output();
    }
  }
}

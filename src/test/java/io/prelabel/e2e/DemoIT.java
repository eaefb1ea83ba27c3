package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The newcomer's first command does what the README says, and does it again. */
class DemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int PICTURES = 24;

  /** What the authors' code reaches on these pictures, the presence asked first. */
  private static final double MEAN_IOU_OF_REFERENCE = 0.805;

  private static final String PRESENCE =
      "Presence of 192 pairs of picture and class: precision 0.889, recall 0.941 (reference code: 0.889, 0.941)";

  private static final Pattern MEAN_IOU =
      Pattern.compile("Mean IoU over the 85 objects that are there: (\\d\\.\\d+)");

  @TempDir Path folder;

  @Test
  void demo_onAnEmptyMachine_thenOnceMore() throws Exception {
    String first = demo();

    assertThat(meanIou(first)).isCloseTo(MEAN_IOU_OF_REFERENCE, within(0.005));
    assertThat(first).contains(PRESENCE, "scene-001.jpg   absent: circle, square, triangle, star");
    JsonNode coco = JsonMapper.shared().readTree(folder.resolve("demo-output/coco.json"));
    assertThat(coco.get("images")).hasSize(PICTURES);
    assertThat(coco.get("categories")).hasSize(8);
    assertThat(coco.at("/images/0/absent").propertyNames())
        .containsExactly("circle", "square", "triangle", "star");
    assertThat(coco.get("annotations")).isNotEmpty().allSatisfy(DemoIT::isWhole);
    assertThat(overlays()).hasSize(PICTURES);
    for (Path each : overlays()) {
      assertThat(ImageIO.read(each.toFile())).as(each.toString()).isNotNull();
    }

    String second = demo();

    assertThat(meanIou(second)).isEqualTo(meanIou(first));
    assertThat(second).contains("24 of them were answered before, and were not asked again.");
    assertThat(JsonMapper.shared().readTree(folder.resolve("demo-output/coco.json")).get("images"))
        .isEqualTo(coco.get("images"));
  }

  private String demo() throws Exception {
    try (PrelabelProcess demo = PrelabelProcess.start(folder.resolve("home"), folder, "demo")) {
      assertThat(demo.awaitExit(PATIENCE)).as(demo.output()).isZero();
      assertThat(demo.output()).doesNotContain("Exception", "WARN", "ERROR");
      return demo.output();
    }
  }

  private List<Path> overlays() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("demo-output/overlays"))) {
      return files.sorted().toList();
    }
  }

  private static double meanIou(String output) {
    Matcher matcher = MEAN_IOU.matcher(output);
    assertThat(matcher.find()).as(output).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  private static void isWhole(JsonNode annotation) {
    JsonNode segmentation = annotation.get("segmentation");
    JsonNode size = segmentation.get("size");
    Mask mask =
        CocoCounts.decode(
            size.get(1).asInt(), size.get(0).asInt(), segmentation.get("counts").asString());
    assertThat(mask.area()).isEqualTo(annotation.get("area").asLong()).isPositive();
    assertThat(annotation.get("bbox").get(0).asInt()).isEqualTo(mask.box().x());
    assertThat(annotation.get("score").asDouble()).isBetween(0.0, 1.0);
    assertThat(annotation.get("iscrowd").asInt()).isZero();
  }
}

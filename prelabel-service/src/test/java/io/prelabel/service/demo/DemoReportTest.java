package io.prelabel.service.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.service.eval.CocoTruth;
import io.prelabel.service.eval.Confusion;
import io.prelabel.service.export.LabeledImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {
  /** Half of a 2 x 2 picture is a star; the counts "022" are the left column. */
  private static final CocoTruth TRUTH =
      CocoTruth.parse(
          "truth.json",
          """
          {"images": [{"id": 1, "file_name": "a.jpg"}],
           "categories": [{"id": 5, "name": "star"}, {"id": 6, "name": "ring"}],
           "annotations": [
             {"image_id": 1, "category_id": 5, "segmentation": {"size": [2, 2], "counts": "022"}},
             {"image_id": 1, "category_id": 6, "segmentation": {"size": [2, 2], "counts": "04"}}]}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void meanIou_countsWhatWasMissedAndNotWhatWasInvented() {
    DemoReport report = new DemoReport(TRUTH);
    report.add(
        new LabeledImage(
            URI.create("file:///a.jpg"),
            "a.jpg",
            new PictureSize(2, 2),
            List.of(
                prediction("star", 1, -1, -1, -1),
                absent("ring"),
                prediction("cross", 1, 1, 1, 1),
                absent("square")),
            List.of()));

    assertThat(report.objects()).isEqualTo(2);
    assertThat(report.meanIou()).isCloseTo((0.5 + 0) / 2, within(1e-9));
    assertThat(report.gIou()).isCloseTo((0.5 + 0 + 0 + 1) / 4, within(1e-9));
    assertThat(report.presence()).isEqualTo(new Confusion(1, 1, 1, 1));
    StringWriter out = new StringWriter();
    report.print(new PrintWriter(out, true));
    assertThat(out.toString().lines().map(String::strip))
        .anyMatch(line -> line.matches("a.jpg +star +1 +0.\\d{3} +0.500"))
        .anyMatch(line -> line.matches("a.jpg +ring +0 +0.000 +0.000"))
        .anyMatch(line -> line.matches("a.jpg +cross +4 +0.\\d{3} +-"))
        .anyMatch(line -> line.matches("a.jpg +absent: ring, square"));
  }

  @Test
  void unpack_leavesWhatIsThereAlone(@TempDir Path folder) throws Exception {
    DemoFiles first = DemoFiles.unpack(folder);
    Path picture = first.images().resolve("scene-001.jpg");
    FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(picture, old);
    Path cut = first.images().resolve("scene-002.jpg");
    Files.write(cut, new byte[] {1, 2, 3});

    DemoFiles second = DemoFiles.unpack(folder);

    assertThat(Files.getLastModifiedTime(picture)).isEqualTo(old);
    assertThat(Files.size(cut)).isGreaterThan(3);
    assertThat(second.groundTruth().pictures()).hasSize(24);
    assertThat(second.promptSet().classes()).hasSize(8);
    Mask star =
        second.promptSet().classes().stream()
            .flatMap(c -> second.groundTruth().mask("scene-001.jpg", c.name()).stream())
            .findFirst()
            .orElseThrow();
    assertThat(star.width()).isEqualTo(640);
  }

  @Test
  void reference_isThatOfTheBundledFile() {
    assertThat(DemoReference.read()).isEqualTo(new DemoReference(0.8049, 0.8615, 0.8889, 0.9412));
  }

  private static MaskPrediction absent(String name) {
    ClassPrompt asked = ClassPrompt.named(name);
    PromptAnswer answer =
        new PromptAnswer(asked.prompts().get(0), OptionalDouble.of(0.1), Optional.empty());
    return MaskPrediction.of(asked, List.of(answer), new PictureSize(2, 2));
  }

  private static MaskPrediction prediction(String name, float... logits) {
    ClassPrompt asked = ClassPrompt.named(name);
    PromptAnswer answer =
        new PromptAnswer(
            asked.prompts().get(0),
            OptionalDouble.empty(),
            Optional.of(new LogitGrid(2, 2, logits)));
    return MaskPrediction.of(asked, List.of(answer), new PictureSize(2, 2));
  }
}

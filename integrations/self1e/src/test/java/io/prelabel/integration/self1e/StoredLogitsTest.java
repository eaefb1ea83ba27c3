package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.MaskCut;
import io.prelabel.plugin.mask.QuantizedLogits;
import io.prelabel.plugin.model.Precision;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the stored form of the logits costs, on all of the demo's pictures and prompts: masks are
 * cut from it, and compared with those from full precision. Prints the figures of RATIONALE.md.
 */
class StoredLogitsTest {
  private static final Path IMAGES = GoldenData.DEMO_CHECKPOINT.resolveSibling("images");
  private static final List<Prompt> PROMPTS =
      Stream.of(
              "circle", "square", "triangle", "star", "ring", "cross", "red object", "blue object")
          .map(Prompt::ofClass)
          .toList();

  @Test
  void masksFromTheStoredForm_areThoseFromFullPrecision() throws IOException {
    Tally all = new Tally();
    try (Self1eModel model = GoldenData.open(GoldenData.DEMO_CHECKPOINT, Precision.FLOAT32);
        Stream<Path> files = Files.list(IMAGES)) {
      for (Path file : files.sorted().toList()) {
        Picture picture = new TestPictures().decode(Files.readAllBytes(file));
        SegmentationRequest request =
            SegmentationRequest.masks(model.prepare(picture, Tiling.ONE), PROMPTS);
        for (PromptAnswer answer : model.segment(List.of(request)).get(0).prompts()) {
          all.add(answer.logits().orElseThrow(), picture);
        }
      }
    }
    all.print();
    assertThat(all.ious).hasSizeGreaterThan(100);
    assertThat(all.meanIou()).isGreaterThanOrEqualTo(0.995);
    assertThat(all.pooledIou()).isGreaterThanOrEqualTo(0.995);
  }

  private static final class Tally {
    final List<Double> ious = new ArrayList<>();
    long intersection;
    long union;
    long bytes;
    int grids;

    void add(LogitGrid full, Picture picture) {
      QuantizedLogits stored = QuantizedLogits.of(full);
      grids++;
      bytes += stored.toBytes().length;
      Mask expected = MaskCut.cut(full, picture.width(), picture.height(), 0);
      Mask mask = MaskCut.cut(stored, picture.width(), picture.height(), 0);
      if (!expected.isEmpty() || !mask.isEmpty()) {
        ious.add(mask.iou(expected));
        long common = mask.intersectionArea(expected);
        intersection += common;
        union += mask.area() + expected.area() - common;
      }
    }

    double meanIou() {
      return ious.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    double pooledIou() {
      return (double) intersection / union;
    }

    void print() {
      System.out.printf(
          "stored logits: %d grids, %d with a mask, %d bytes each; IoU mean %.4f, pooled %.4f, worst"
              + " %.4f%n",
          grids,
          ious.size(),
          bytes / grids,
          meanIou(),
          pooledIou(),
          ious.stream().mapToDouble(Double::doubleValue).min().orElse(0));
    }
  }
}

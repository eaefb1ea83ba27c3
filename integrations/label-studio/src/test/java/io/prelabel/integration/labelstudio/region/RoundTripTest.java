package io.prelabel.integration.labelstudio.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.labelstudio.config.LabelConfig;
import io.prelabel.integration.labelstudio.config.OutputShape;
import io.prelabel.integration.labelstudio.config.ResultCheck;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Connectivity;
import io.prelabel.plugin.mask.Mask;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is written, read back. */
class RoundTripTest {
  private static final RegionLabel LEAF = new RegionLabel("tag", "Leaf");
  private final ResultWriter writer = new ResultWriter(new RegionLimits(10_000, 100_000));

  @Test
  void brush_comesBackPixelForPixel() {
    Mask mask = noise(31, 17, new Random(3));
    assertThat(comesBack(OutputShape.BRUSH, mask)).isEqualTo(mask);
  }

  @Test
  void smoothPolygon_comesBackAtTheIouThatWasReported() {
    assertPolygon(Answers.disc(200, 90, 0), 1);
  }

  @Test
  void ring_isSplitAndItsHoleStaysOpen() {
    Mask ring = Answers.disc(200, 90, 40);
    Mask back = assertPolygon(ring, 2);
    assertThat(back.intersectionArea(Answers.disc(200, 36, 0))).isZero();
  }

  @Test
  void pieces_areTheMaskAndHaveNoHole() {
    Random random = new Random(5);
    for (int round = 0; round < 100; round++) {
      Mask mask = noise(1 + random.nextInt(20), 1 + random.nextInt(20), random);
      List<Mask> pieces = PolygonPieces.of(mask);
      Mask together = Mask.empty(mask.width(), mask.height());
      for (Mask piece : pieces) {
        assertThat(piece.components(Connectivity.FOUR)).hasSize(1);
        assertThat(together.intersectionArea(piece)).isZero();
        assertThat(holes(piece)).isZero();
        together = together.union(piece);
      }
      assertThat(together).isEqualTo(mask);
    }
  }

  @Test
  void rectangle_comesBackAsItsBox() {
    Mask box = Answers.mask("....", ".##.", ".##.", "....");
    assertThat(comesBack(OutputShape.RECTANGLE, box)).isEqualTo(box);
  }

  @ParameterizedTest
  @EnumSource(OutputShape.class)
  void result_isWhatLabelStudioAccepts(OutputShape shape) {
    String tag = shape == OutputShape.CHOICES ? "Choices" : shape + "Labels";
    String child = shape == OutputShape.CHOICES ? "Choice" : "Label";
    LabelConfig config =
        LabelConfig.parse(
            "<View><Image name=\"image\" value=\"$image\"/><%1$s name=\"tag\" toName=\"image\"><%2$s value=\"Leaf\"/></%1$s></View>"
                .formatted(tag, child));
    ClassAnswer answer = Answers.of("Leaf", shape, Answers.disc(50, 25, 10));
    ObjectNode prediction =
        JsonNodeFactory.instance.objectNode().put("model_version", "v").put("score", 0.5);
    prediction.set("result", writer.write(List.of(answer)).result());
    assertThat(prediction.path("result")).isNotEmpty();
    assertThat(new ResultCheck(config).problems(prediction)).isEmpty();
  }

  private Mask assertPolygon(Mask mask, int regions) {
    WrittenResult written = writer.write(List.of(Answers.of("Leaf", OutputShape.POLYGON, mask)));
    assertThat(written.result()).hasSize(regions);
    Mask back = comesBack(OutputShape.POLYGON, mask);
    assertThat(back.iou(mask)).isGreaterThanOrEqualTo(0.95);
    assertThat(written.classes().get(0).iou().orElseThrow())
        .isCloseTo(back.iou(mask), within(1e-3));
    return back;
  }

  private Mask comesBack(OutputShape shape, Mask mask) {
    WrittenResult written = writer.write(List.of(Answers.of("Leaf", shape, mask)));
    PictureSize size = new PictureSize(mask.width(), mask.height());
    ReadResult read = ResultReader.read(written.result(), size);
    assertThat(read.refusals()).isEmpty();
    assertThat(read.masksByLabel()).containsOnlyKeys(LEAF);
    return read.masksByLabel().getOrDefault(LEAF, Mask.empty(1, 1));
  }

  /** Counts by a picture with a margin, in which only one background part touches the edge. */
  private static int holes(Mask piece) {
    BitSet background = new BitSet();
    int width = piece.width() + 2;
    int height = piece.height() + 2;
    background.set(0, width * height);
    piece.forEachRun(
        (x, yFirst, yEnd) -> {
          for (int y = yFirst; y < yEnd; y++) {
            background.clear((y + 1) * width + x + 1);
          }
        });
    return Mask.ofBitmap(width, height, background).components(Connectivity.EIGHT).size() - 1;
  }

  private static Mask noise(int width, int height, Random random) {
    double density = 0.3 + 0.6 * random.nextDouble();
    BitSet bitmap = new BitSet();
    for (int i = 0; i < width * height; i++) {
      bitmap.set(i, random.nextDouble() < density);
    }
    return Mask.ofBitmap(width, height, bitmap);
  }
}

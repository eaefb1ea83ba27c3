package io.prelabel.plugin.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemoLogitsTest {
  private static final double LEAST_IOU = 0.995;

  static List<DemoLogits> demo() {
    return DemoLogits.all();
  }

  @ParameterizedTest
  @MethodSource("demo")
  void fullPrecisionCutIsTheReferencesMask(DemoLogits demo) {
    Mask cut = MaskCut.cut(demo.grid(), demo.mask().width(), demo.mask().height(), 0);
    long differing = cut.union(demo.mask()).area() - cut.intersectionArea(demo.mask());
    // PyTorch interpolates in float32; a pixel at the boundary may round the other way.
    assertThat(differing).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("demo")
  void storedFormCutsTheMaskOfFullPrecision(DemoLogits demo) {
    int width = demo.mask().width();
    int height = demo.mask().height();
    QuantizedLogits stored = QuantizedLogits.of(demo.grid());
    for (double probability : new double[] {0.3, 0.5, 0.7}) {
      double threshold = MaskCut.logit(probability);
      Mask full = MaskCut.cut(demo.grid(), width, height, threshold);
      Mask cut = MaskCut.cut(stored, width, height, threshold);
      assertThat(cut.isEmpty()).isEqualTo(full.isEmpty());
      if (!full.isEmpty()) {
        assertThat(cut.iou(full)).as("at %s", probability).isGreaterThanOrEqualTo(LEAST_IOU);
      }
    }
    assertThat((long) stored.toBytes().length).as("bytes").isLessThan(cells(stored));
  }

  private static long cells(QuantizedLogits logits) {
    return (long) logits.rows() * logits.columns();
  }
}

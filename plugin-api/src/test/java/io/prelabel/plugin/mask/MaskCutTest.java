package io.prelabel.plugin.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskCutTest {
  private static final double[] THRESHOLDS = {0.5, 0.3, 0.7, 0.02, 0.999, 1e-9};

  @ParameterizedTest
  @CsvSource({
    "64, 64, 200, 150", "48, 48, 320, 384", "1, 1, 5, 7", "2, 3, 1, 40", "3, 2, 40, 1",
    "64, 64, 1, 1", "64, 64, 17, 13", "5, 7, 7, 5", "16, 16, 16, 16", "40, 8, 31, 97",
    "2, 2, 2, 2", "33, 65, 64, 32", "1, 9, 100, 3", "9, 1, 3, 100", "7, 7, 8, 8",
  })
  void everyPixelIsThatOfTheFormula(int rows, int columns, int width, int height) {
    for (LogitGrid grid :
        new LogitGrid[] {
          Grids.noise(rows, columns, 31L * rows + width), Grids.blob(rows, columns)
        }) {
      QuantizedLogits logits = QuantizedLogits.of(grid);
      for (double probability : THRESHOLDS) {
        double threshold = MaskCut.logit(probability);
        assertThat(MaskCut.cut(logits, width, height, threshold))
            .as("at %s", probability)
            .isEqualTo(brute(logits, width, height, threshold));
      }
    }
  }

  /** PyTorch's own description, in floating point: src = (dst + 0.5) * in / out - 0.5. */
  @ParameterizedTest
  @CsvSource({"48, 48, 400, 320", "64, 64, 33, 90", "6, 4, 4, 6", "1, 3, 50, 2"})
  void fullPrecisionFollowsPyTorchsInterpolate(int rows, int columns, int width, int height) {
    LogitGrid grid = Grids.noise(rows, columns, 7);
    BitSet cut = MaskCut.cut(grid, width, height, 1.25).toBitmap();

    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = interpolated(grid, x, y, width, height);
        if (Math.abs(value - 1.25) > 1e-9) {
          assertThat(cut.get(y * width + x))
              .as("(%d, %d): %s", x, y, value)
              .isEqualTo(value > 1.25);
        }
      }
    }
  }

  @Test
  void aPictureWhosePixelsDontFitAnInt_isRefused() {
    LogitGrid grid = Grids.blob(2, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskCut.cut(grid, 1 << 16, 1 << 16, 0))
        .withMessageContaining("65536 x 65536");
  }

  @Test
  void aPixelAtTheThresholdIsOutside() {
    QuantizedLogits zeros = QuantizedLogits.of(new LogitGrid(2, 2, new float[4]));
    assertThat(MaskCut.cut(zeros, 8, 8, 0).isEmpty()).isTrue();
    assertThat(MaskCut.cut(zeros, 8, 8, -1e-6).area()).isEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({"32768, 32768", "32768, 1", "1, 32768", "65535, 32768"})
  void theLargestPicturesAreCut(int width, int height) {
    QuantizedLogits half = QuantizedLogits.of(new LogitGrid(1, 2, new float[] {-64, 64}));
    Mask mask = MaskCut.cut(half, width, height, 0);
    assertThat(mask.area()).isEqualTo((long) (width / 2) * height);
  }

  /** A boolean[][] of the picture would be 100 MB, a bitmap 12 MB; all of this together is less. */
  @Test
  void aHundredMegapixelMaskTakesMemoryByItsRunsAlone() {
    QuantizedLogits logits = QuantizedLogits.of(Grids.blob(64, 64));
    long before = allocatedBytes();
    Mask mask = MaskCut.cut(logits, 12_500, 8_000, 0);
    List<Mask> parts = mask.components(Connectivity.FOUR);
    double iou = mask.iou(mask);
    Box box = mask.box();
    PolygonOutline outline = PolygonOutline.of(mask);
    String counts = CocoCounts.encode(mask);
    long allocated = allocatedBytes() - before;

    assertThat(allocated).isLessThan(10_000_000);
    assertThat(mask.area()).isBetween(20_000_000L, 40_000_000L);
    assertThat(parts).containsExactly(mask);
    assertThat(iou).isEqualTo(1.0);
    assertThat(box.height()).isGreaterThan(4000);
    assertThat(outline.rings()).hasSize(1);
    assertThat(CocoCounts.decode(12_500, 8_000, counts)).isEqualTo(mask);
  }

  /** What this thread has allocated since it began, collected or not. */
  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void logit_ofOneHalf_isExactlyZero() {
    assertThat(MaskCut.logit(0.5)).isZero();
    assertThat(MaskCut.logit(0.7)).isEqualTo(-MaskCut.logit(0.3)).isBetween(0.8472, 0.8473);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void logit_ofACertainty_isRefused(double probability) {
    assertThatThrownBy(() -> MaskCut.logit(probability))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Mask brute(QuantizedLogits logits, int width, int height, double threshold) {
    int[] values = logits.values();
    int columns = logits.columns();
    int rows = logits.rows();
    double boundary = threshold / logits.scale() * (4.0 * width * height);
    BitSet bitmap = new BitSet();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        long nx = Math.max(0, (2L * x + 1) * columns - width);
        long ny = Math.max(0, (2L * y + 1) * rows - height);
        int left = (int) (nx / (2 * width));
        int top = (int) (ny / (2 * height));
        int right = Math.min(left + 1, columns - 1);
        int bottom = Math.min(top + 1, rows - 1);
        long wx = nx % (2 * width);
        long wy = ny % (2 * height);
        long upper =
            values[top * columns + left] * (2 * width - wx) + values[top * columns + right] * wx;
        long lower =
            values[bottom * columns + left] * (2 * width - wx)
                + values[bottom * columns + right] * wx;
        bitmap.set(y * width + x, upper * (2 * height - wy) + lower * wy > boundary);
      }
    }
    return Mask.ofBitmap(width, height, bitmap);
  }

  private static double interpolated(LogitGrid grid, int x, int y, int width, int height) {
    double sx = Math.max(0, (x + 0.5) * grid.columns() / width - 0.5);
    double sy = Math.max(0, (y + 0.5) * grid.rows() / height - 0.5);
    int left = (int) sx;
    int top = (int) sy;
    int right = Math.min(left + 1, grid.columns() - 1);
    int bottom = Math.min(top + 1, grid.rows() - 1);
    double fx = sx - left;
    double fy = sy - top;
    float[] values = grid.values();
    int columns = grid.columns();
    return (1 - fy) * ((1 - fx) * values[top * columns + left] + fx * values[top * columns + right])
        + fy * ((1 - fx) * values[bottom * columns + left] + fx * values[bottom * columns + right]);
  }
}

package io.prelabel.plugin.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantizedLogitsTest {
  private final QuantizedLogits blob = QuantizedLogits.of(Grids.blob(12, 10));

  @Test
  void levelsAreFineNearTheBoundary_andMultiplesOf256WhereAllAroundIsFarFromIt() {
    float[] row = {-30, -30, -7.3f, -0.3f, 9.7f, 31, 33, 200};
    QuantizedLogits logits = QuantizedLogits.of(new LogitGrid(1, 8, row));
    assertThat(logits.limit()).isEqualTo(64);
    assertThat(logits.values()).containsExactly(-1024, -1024, -234, -10, 310, 1024, 1024, 2048);
  }

  @Test
  void errorIsAtMostHalfAStep() {
    LogitGrid grid = Grids.noise(50, 50, 3);
    QuantizedLogits logits = QuantizedLogits.of(grid);
    float[] restored = logits.toGrid().values();
    for (int i = 0; i < restored.length; i++) {
      int steps = logits.values()[i] % QuantizedLogits.FAR_STEP == 0 ? QuantizedLogits.FAR_STEP : 1;
      assertThat((double) restored[i])
          .isCloseTo(grid.values()[i], within(steps * logits.scale() / 2 + 1e-5));
    }
  }

  /** What the class promises: probabilities from 0.02 to 0.98 are cut between fine cells alone. */
  @Test
  void aFarCellStaysBeyond4() {
    for (float limit : new float[] {6.1f, 11, 20, 40, 64}) {
      QuantizedLogits logits = QuantizedLogits.of(new LogitGrid(1, 2, new float[] {6.01f, limit}));
      assertThat(logits.toGrid().values()[0]).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void aGridOfZerosStaysAGridOfZeros() {
    QuantizedLogits logits = QuantizedLogits.of(new LogitGrid(2, 3, new float[6]));
    assertThat(logits.limit()).isEqualTo(QuantizedLogits.MIN_LIMIT);
    assertThat(logits.values()).containsOnly(0);
    assertThat(QuantizedLogits.of(logits.toGrid())).isEqualTo(logits);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 300", "300, 1", "64, 64", "37, 11"})
  void bytesReadBackAsWritten(int rows, int columns) {
    QuantizedLogits logits = QuantizedLogits.of(Grids.noise(rows, columns, 9));
    assertThat(QuantizedLogits.fromBytes(rows, columns, logits.limit(), logits.toBytes()))
        .isEqualTo(logits)
        .hasSameHashCodeAs(logits);
  }

  @Test
  void damagedBytesAreRefused() {
    byte[] bytes = blob.toBytes();
    byte[] flipped = bytes.clone();
    flipped[bytes.length - 1] ^= 1;
    for (byte[] damaged :
        new byte[][] {
          {},
          flipped,
          Arrays.copyOf(bytes, bytes.length - 1),
          Arrays.copyOf(bytes, bytes.length + 1)
        }) {
      assertDamaged(12, 10, damaged);
    }
    assertDamaged(11, 10, bytes);
    assertDamaged(13, 10, bytes);
  }

  private void assertDamaged(int rows, int columns, byte[] bytes) {
    assertThatThrownBy(() -> QuantizedLogits.fromBytes(rows, columns, blob.limit(), bytes))
        .isInstanceOf(PluginException.class)
        .hasMessageStartingWith("Stored logits are damaged");
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "5, -1", "65536, 65536", "5000, 5000"})
  void impossibleGridsAreRefusedBeforeMemoryIsTaken(int rows, int columns) {
    assertThatThrownBy(() -> QuantizedLogits.fromBytes(rows, columns, 1, new byte[0]))
        .hasMessageContaining("impossible grid");
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -1, 65, Float.NaN, Float.POSITIVE_INFINITY})
  void impossibleLimitsAreRefused(float limit) {
    assertThatThrownBy(() -> QuantizedLogits.fromBytes(12, 10, limit, blob.toBytes()))
        .hasMessageContaining("impossible limit");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void logitsThatAreNotNumbersAreTheModelsBug(float logit) {
    LogitGrid grid = new LogitGrid(1, 2, new float[] {0, logit});
    assertThatThrownBy(() -> QuantizedLogits.of(grid))
        .isInstanceOfSatisfying(
            PluginException.class, e -> assertThat(e.category()).isEqualTo(FailureCategory.BUG));
  }

  @Test
  void meanProbabilityIsThatOfTheCellsAboveAlone() {
    QuantizedLogits logits =
        QuantizedLogits.of(new LogitGrid(1, 4, new float[] {-64, 64, 0.85f, -2}));
    assertThat(logits.meanProbabilityAbove(0)).isCloseTo((1 + 0.7) / 2, within(0.001));
    assertThat(logits.meanProbabilityAbove(2)).isCloseTo(1, within(1e-9));
    assertThat(logits.meanProbabilityAbove(65)).isZero();
  }
}

package io.prelabel.integration.self1e.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.model.Precision;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatmulPeakTest {
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void productIsComputed_andNothingIsLeftOpen(Precision precision) {
    long open = NativeScope.open();
    double small = MatmulPeak.measure(precision, "cpu", Duration.ZERO, 64);
    double large = MatmulPeak.measure(precision, "cpu", Duration.ZERO, 1024);
    // what were not computed at all would take no longer where it is 4096 times as much
    assertThat(large).isBetween(1e8, 1e16).isLessThan(400 * small);
    assertThat(NativeScope.open()).isEqualTo(open);
  }
}

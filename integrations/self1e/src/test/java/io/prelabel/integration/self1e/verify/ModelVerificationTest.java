package io.prelabel.integration.self1e.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.TestPictures;
import io.prelabel.integration.self1e.verify.VariantReport.Status;
import io.prelabel.plugin.model.Precision;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelVerificationTest {
  private final TestPictures decoder = new TestPictures();

  @ParameterizedTest
  @CsvSource({
    "qwen2-f32, FLOAT32",
    "qwen2-f32, BFLOAT16",
    "qwen3-f32, FLOAT32",
    "qwen3-f32, BFLOAT16"
  })
  void theAuthorsAnswers_areMet(String variant, Precision precision) {
    VerificationReport report =
        ModelVerification.verify(GoldenData.ROOT.resolve(variant), decoder, precision);
    assertThat(report.isPassed()).as(report.toTable()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT32", "BFLOAT16"})
  void theDemosAnswers_areMet(Precision precision) {
    VariantReport report =
        ModelVerification.verify(GoldenData.DEMO, GoldenData.DEMO_CHECKPOINT, decoder, precision);
    String table = new VerificationReport(List.of(report)).toTable();
    assertThat(report.status()).as(table).isEqualTo(Status.PASSED);
  }
}

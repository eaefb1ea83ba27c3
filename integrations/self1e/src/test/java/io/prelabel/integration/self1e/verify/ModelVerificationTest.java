package io.prelabel.integration.self1e.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.TestPictures;
import io.prelabel.integration.self1e.verify.VariantReport.Status;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelVerificationTest {
  private final TestPictures decoder = new TestPictures();

  @ParameterizedTest
  @CsvSource({
    "qwen2-f32, FLOAT32",
    "qwen2-f32, BFLOAT16",
    "qwen2-bf16-sharded, FLOAT32",
    "qwen2-bf16-sharded, BFLOAT16",
    "qwen2-tiles, FLOAT32",
    "qwen2-tiles, BFLOAT16",
    "qwen3-f32, FLOAT32",
    "qwen3-f32, BFLOAT16",
    "internlm2-f32, FLOAT32",
    "internlm2-f32, BFLOAT16",
    "internlm2-dummy-prefix, FLOAT32",
    "lora-unmerged, FLOAT32",
    "lora-unmerged, BFLOAT16",
    "split-base, FLOAT32",
    "vit-resized-pos, FLOAT32",
    "vit-rms-qknorm, FLOAT32",
    "vit-rms-qknorm, BFLOAT16",
  })
  void theAuthorsAnswers_areMet(String variant, Precision precision) {
    VerificationReport report =
        ModelVerification.verify(GoldenData.ROOT.resolve(variant), decoder, precision);
    assertThat(report.variants())
        .as(report.toTable())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.status()).isEqualTo(Status.PASSED);
              assertThat(each.masks()).isNotEmpty();
              assertThat(each.tensors())
                  .extracting(VariantReport.TensorDifference::tensor)
                  .contains("input_ids", "e_lo", "e_hi", "logits");
            });
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT32", "BFLOAT16"})
  void theDemosAnswers_areMet(Precision precision) {
    VariantReport report =
        ModelVerification.verify(GoldenData.DEMO, GoldenData.DEMO_CHECKPOINT, decoder, precision);
    assertThat(report.status())
        .as(new VerificationReport(List.of(report)).toTable())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void anotherModelsAnswers_areNotMet() {
    VariantReport report =
        ModelVerification.verify(
            GoldenData.QWEN2, GoldenData.QWEN3.resolve("checkpoint"), decoder, Precision.FLOAT32);
    assertThat(report.status()).isEqualTo(Status.FAILED);
    assertThat(report.reason()).contains("differs by").contains("allowed is");
    assertThat(new VerificationReport(List.of(report)).isPassed()).isFalse();
  }

  @Test
  void inBfloat16_wrongMasksAreFound() {
    VariantReport report =
        ModelVerification.verify(
            GoldenData.QWEN2, GoldenData.QWEN3.resolve("checkpoint"), decoder, Precision.BFLOAT16);
    assertThat(report.status()).isEqualTo(Status.FAILED);
    assertThat(report.reason()).contains("the mask of");
  }

  @Test
  void aFolderOfVariants_reportsEach_whateverItsFate(@TempDir Path folder) throws IOException {
    copyExpected(folder.resolve("broken"));
    Path later = folder.resolve("later");
    copyExpected(later);
    Files.createDirectory(later.resolve("checkpoint"));
    String config = Files.readString(GoldenData.QWEN2.resolve("checkpoint/config.json"));
    Files.writeString(
        later.resolve("checkpoint/config.json"),
        config.replace("Qwen2ForCausalLM", "LlamaForCausalLM"));

    VerificationReport report = ModelVerification.verify(folder, decoder, Precision.FLOAT32);

    assertThat(report.variants())
        .extracting(VariantReport::name, VariantReport::status)
        .containsExactly(tuple("broken", Status.FAILED), tuple("later", Status.NOT_SUPPORTED));
    assertThat(report.isPassed()).isFalse();
    assertThat(report.toTable())
        .contains("LlamaForCausalLM")
        .contains("0 passed, 1 failed, 1 not supported yet");
  }

  @Test
  void aFolderWithoutVariants_isRefused(@TempDir Path folder) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> ModelVerification.verify(folder, decoder, Precision.FLOAT32))
        .withMessageContaining("expected.json");
  }

  private static void copyExpected(Path variant) throws IOException {
    Files.createDirectory(variant);
    for (String name : new String[] {"expected.json", "expected.safetensors"}) {
      Files.copy(GoldenData.QWEN2.resolve(name), variant.resolve(name));
    }
  }
}

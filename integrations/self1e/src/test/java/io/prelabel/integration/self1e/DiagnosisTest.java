package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  @Test
  void checkpoint_isDescribedFromItsSmallFilesAndHeaders() throws URISyntaxException {
    Diagnosis.Checkpoint found = Diagnosis.checkpoint(of("qwen2-bf16-sharded/checkpoint"));
    assertThat(found.language()).startsWith("QWEN2, ");
    assertThat(found.files()).isEqualTo(2);
    assertThat(found.types()).isEqualTo("100 % BF16");
    assertThat(found.isBfloat16()).isTrue();
    assertThat(found.loras()).isZero();
    assertThat(found.bytes()).isPositive();
  }

  @Test
  void checkpoint_thatIsSplit_needsItsBase() throws URISyntaxException {
    Path weights = of("split-base/checkpoint").checkpoint();
    Path base = of("split-base/base").checkpoint();
    assertThatThrownBy(() -> Diagnosis.checkpoint(ModelSettings.of(weights)))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("base model");
    ModelSettings both =
        new ModelSettings(
            weights,
            Optional.of(base),
            Precision.AUTO,
            "cpu",
            ModelSettings.DEFAULT_TOKEN_BUDGET,
            Map.of());
    assertThat(Diagnosis.checkpoint(both).files()).isEqualTo(2);
  }

  private static ModelSettings of(String folder) throws URISyntaxException {
    URL resource =
        Objects.requireNonNull(DiagnosisTest.class.getResource("/golden/" + folder), folder);
    return ModelSettings.of(Path.of(resource.toURI()));
  }
}

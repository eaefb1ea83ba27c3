package io.prelabel.integration.self1e.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.checkpoint.TensorPlacement.RowRange;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternLm2CheckpointTest {
  private static final Path GOLDEN = GoldenData.ROOT.resolve("internlm2-f32/checkpoint");
  private static final String BLOCK = "language_model.model.layers.1.";

  @TempDir private Path folder;

  @BeforeEach
  void copyCheckpoint() throws IOException {
    for (String each : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(GOLDEN.resolve(each), folder.resolve(each));
    }
  }

  /** Four query heads and two key heads of 16: two groups of 2 + 1 + 1 heads. */
  @Test
  void groups_becomeAllQueriesAllKeysAllValues() {
    String target = BLOCK + "self_attn.qkv.weight";
    TensorPlacement placed = expected(BLOCK + "attention.wqkv.weight").orElseThrow();
    assertThat(placed.shape()).containsExactly(128L, 64L);
    assertThat(placed.ranges())
        .containsExactly(
            new RowRange(0, 32, target, 0, 128),
            new RowRange(32, 16, target, 64, 128),
            new RowRange(48, 16, target, 96, 128),
            new RowRange(64, 32, target, 32, 128),
            new RowRange(96, 16, target, 80, 128),
            new RowRange(112, 16, target, 112, 128));
  }

  @Test
  void aBias_isExpectedUnlessTheConfigDeniesIt() throws IOException {
    assertThat(expected(BLOCK + "attention.wqkv.bias")).isEmpty();
    edit("config.json", "\"bias\": false", "\"remark\": \"InternLM2 has one by default\"");
    TensorPlacement placed = expected(BLOCK + "attention.wqkv.bias").orElseThrow();
    assertThat(placed.shape()).containsExactly(128L);
    assertThat(placed.ranges()).hasSize(6);
    assertThat(expected(BLOCK + "attention.wo.bias")).isPresent();
  }

  @Test
  void aMissingMatrix_isNamed() throws IOException {
    Path file = folder.resolve("model.safetensors");
    String latin = Files.readString(file, StandardCharsets.ISO_8859_1);
    Files.writeString(
        file,
        latin.replace("layers.1.attention.wqkv", "layers.1.attention.WQKV"),
        StandardCharsets.ISO_8859_1);
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> Weights.find(checkpoint(), config()))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .withMessageContaining(file.toString())
        .withMessageContaining("has no tensor " + BLOCK + "attention.wqkv.weight")
        .withMessageContaining("base model's folder");
  }

  @Test
  void rotaryScaling_isReadWhereItChangesNothing() throws IOException {
    assertThat(Files.readString(folder.resolve("config.json"))).contains("\"dynamic\"");
    assertThat(config().language().ropeTheta()).isEqualTo(1_000_000);
    edit("config.json", "\"dynamic\"", "\"linear\"");
    assertThatExceptionOfType(Unsupported.class)
        .isThrownBy(this::config)
        .withMessageContaining("rope_scaling");
  }

  private Optional<TensorPlacement> expected(String tensor) {
    List<TensorPlacement> all = ExpectedTensors.of(config(), 440);
    return all.stream().filter(each -> each.tensor().equals(tensor)).findFirst();
  }

  private Self1eConfig config() {
    return Self1eConfig.read(folder.resolve("config.json"));
  }

  private CheckpointFolder checkpoint() {
    return new CheckpointFolder(folder, Optional.empty());
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }
}

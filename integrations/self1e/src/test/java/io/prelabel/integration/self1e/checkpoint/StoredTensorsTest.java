package io.prelabel.integration.self1e.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredTensorsTest {
  private static final String Q = "language_model.model.layers.0.self_attn.q_proj";
  private static final String WRAPPED =
      "language_model.base_model.model.model.layers.0.self_attn.q_proj";
  private static final String A = WRAPPED + ".lora_A.default.weight";
  private static final String B = WRAPPED + ".lora_B.default.weight";

  @TempDir private Path temporary;
  private Path folder;
  private Path base;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = Files.createDirectory(temporary.resolve("self1e"));
    base = Files.createDirectory(temporary.resolve("base"));
  }

  @ParameterizedTest
  @CsvSource({
    "language_model.base_model.model.model.layers.0.self_attn.q_proj",
    "base_model.model.language_model.model.layers.0.self_attn.q_proj",
    "language_model.model.layers.0.self_attn.q_proj"
  })
  void wrappedNames_areUnwrapped(String module) throws IOException {
    write(
        folder,
        Map.of(
            module + ".base_layer.weight", "6, 4",
            module + ".base_layer.bias", "6",
            module + ".lora_A.weight", "2, 4",
            module + ".lora_B.adapter_1.weight", "6, 2"));
    StoredTensors stored = stored();
    assertThat(stored.require(Q + ".weight").name()).isEqualTo(module + ".base_layer.weight");
    assertThat(stored.require(Q + ".bias").shape()).containsExactly(6L);
    assertThat(stored.lora(Q + ".bias")).isEmpty();
    Lora lora = stored.lora(Q + ".weight").orElseThrow();
    assertThat(lora.a().name()).isEqualTo(module + ".lora_A.weight");
    assertThat(lora.scale()).isEqualTo(2);
  }

  @Test
  void alpha_isReadWhereTheFolderSaysIt() throws IOException {
    writePair(folder);
    Files.writeString(
        folder.resolve("adapter_config.json"),
        "{\"lora_alpha\": 3, \"r\": 2, \"use_dora\": false}");
    assertThat(stored().lora(Q + ".weight").orElseThrow().scale()).isEqualTo(1.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"lora_alpha\": 16, \"use_rslora\": true | use_rslora = true",
        "\"lora_alpha\": 16, \"use_dora\": true | use_dora = true",
        "\"lora_alpha\": 16, \"alpha_pattern\": {\"q_proj\": 4} | alpha_pattern",
      })
  void anotherFormOfLora_isNotSupported(String settings, String why) throws IOException {
    writePair(folder);
    Files.writeString(folder.resolve("adapter_config.json"), "{" + settings + "}");
    assertThatExceptionOfType(Unsupported.class)
        .isThrownBy(this::stored)
        .withMessageContaining("adapter_config.json")
        .withMessageContaining(why);
  }

  @Test
  void aMagnitudeBesideThePair_isNotSupported() throws IOException {
    write(folder, Map.of(WRAPPED + ".lora_magnitude_vector.default.weight", "6"));
    assertThatExceptionOfType(Unsupported.class)
        .isThrownBy(this::stored)
        .withMessageContaining("lora_magnitude_vector");
  }

  @Test
  void anAdapterConfigWithoutAlpha_isRefused() throws IOException {
    writePair(folder);
    Files.writeString(folder.resolve("adapter_config.json"), "{\"r\": 2}");
    assertRefused("adapter_config.json", "lora_alpha must be a positive number");
  }

  @Test
  void halfAPair_isRefused() throws IOException {
    write(folder, Map.of(WRAPPED + ".base_layer.weight", "6, 4", A, "2, 4"));
    assertRefused("model.safetensors has " + A, "not its lora_B", "copy the checkpoint again");
    write(folder, Map.of(WRAPPED + ".base_layer.weight", "6, 4", B, "6, 2"));
    assertRefused("model.safetensors has " + B, "not its lora_A", "copy the checkpoint again");
  }

  @ParameterizedTest(name = "A {0}, B {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2, 4 | 6, 3 | has rank 2 | has rank 3 | keep the pair of one save",
        "2, 4 | 8, 2 | a matrix of 8 x 4 | has shape [6, 4] | use the base model",
        "2, 5 | 6, 2 | a matrix of 6 x 5 | has shape [6, 4] | use the base model",
        "4 | 6, 2 | lora_A.default.weight has shape [4] | no matrix | copy the checkpoint again",
      })
  void aPairThatDoesNotFit_isRefused(String a, String b, String what, String and, String remedy)
      throws IOException {
    write(folder, Map.of(WRAPPED + ".base_layer.weight", "6, 4", A, a, B, b));
    assertRefused("model.safetensors", A, what, and, remedy);
  }

  @Test
  void twoTensorsForOne_areRefused() throws IOException {
    Map<String, String> tensors = new LinkedHashMap<>();
    tensors.put(Q + ".weight", "6, 4");
    tensors.put(WRAPPED + ".base_layer.weight", "6, 4");
    write(folder, tensors);
    assertRefused("model.safetensors has both " + Q + ".weight and " + WRAPPED, "keep the one");
  }

  /** The base has the matrices, the folder what was trained. */
  @Test
  void aPair_isAddedToTheBasesMatrix() throws IOException {
    write(base, Map.of(Q + ".weight", "6, 4"));
    write(folder, Map.of(A, "2, 4", B, "6, 2"));
    StoredTensors stored = stored();
    assertThat(stored.require(Q + ".weight").file()).isEqualTo(base.resolve("model.safetensors"));
    assertThat(stored.lora(Q + ".weight")).isPresent();
  }

  /** Else the LoRA of an earlier training would be added to what was merged since. */
  @Test
  void aPairOfTheBase_doesNotOutliveItsMatrix() throws IOException {
    writePair(base);
    write(folder, Map.of(Q + ".weight", "6, 4"));
    StoredTensors stored = stored();
    assertThat(stored.require(Q + ".weight").file()).isEqualTo(folder.resolve("model.safetensors"));
    assertThat(stored.lora(Q + ".weight")).isEmpty();
  }

  private void writePair(Path in) throws IOException {
    write(in, Map.of(WRAPPED + ".base_layer.weight", "6, 4", A, "2, 4", B, "6, 2"));
  }

  private static void write(Path in, Map<String, String> shapes) throws IOException {
    StringBuilder header = new StringBuilder();
    int at = 0;
    for (Map.Entry<String, String> each : shapes.entrySet()) {
      int end = at + size(each.getValue());
      header.append(
          "%s\"%s\": {\"dtype\": \"F32\", \"shape\": [%s], \"data_offsets\": [%d, %d]}"
              .formatted(at == 0 ? "" : ", ", each.getKey(), each.getValue(), at, end));
      at = end;
    }
    SafetensorsFile.write(in.resolve("model.safetensors"), "{" + header + "}", at);
  }

  private static int size(String shape) {
    int size = Float.BYTES;
    for (String each : shape.split(",")) {
      size *= Integer.parseInt(each.strip());
    }
    return size;
  }

  private StoredTensors stored() {
    return StoredTensors.read(new CheckpointFolder(folder, Optional.of(base)));
  }

  private void assertRefused(String... parts) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> stored().lora(Q + ".weight"))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }
}

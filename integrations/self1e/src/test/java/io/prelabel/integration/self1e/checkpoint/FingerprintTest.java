package io.prelabel.integration.self1e.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.text.TokenizerDefinition;
import io.prelabel.integration.self1e.text.TokenizerFiles;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir private Path folder;
  private String original;

  @BeforeEach
  void copyCheckpoint() throws IOException {
    try (Stream<Path> files = Files.list(GoldenData.QWEN2.resolve("checkpoint"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    original = id(Precision.FLOAT32);
  }

  @Test
  void theId_namesModelAndPrecision() {
    assertThat(original).matches("self1e-[0-9a-f]{16}-float32");
    assertThat(id(Precision.BFLOAT16)).isEqualTo(original.replace("float32", "bfloat16"));
  }

  @Test
  void oneChangedWeight_isAnotherModel() throws IOException {
    Path file = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1; // the last tensor is one of the vision tower
    Files.write(file, bytes);
    assertThat(id(Precision.FLOAT32)).isNotEqualTo(original);
  }

  @Test
  void anotherTokenizer_isAnotherModel() throws IOException {
    edit("tokenizer.json", "\"NFC\"", "\"NFD\"");
    assertThat(id(Precision.FLOAT32)).isNotEqualTo(original);
  }

  @Test
  void anotherTokenizerInParts_isAnotherModel() throws IOException {
    TokenizerFiles.split(folder.resolve("tokenizer.json"), folder);
    Files.delete(folder.resolve("tokenizer.json"));
    Set<String> ids = new HashSet<>(Set.of(id(Precision.FLOAT32)));
    edit("vocab.json", "\"b\":65,\"c\":66", "\"b\":66,\"c\":65");
    assertThat(ids.add(id(Precision.FLOAT32))).isTrue();
    edit("merges.txt", "h e\n", "");
    assertThat(ids.add(id(Precision.FLOAT32))).isTrue();
    edit("added_tokens.json", "<|endoftext|>", "<|other|>");
    assertThat(ids.add(id(Precision.FLOAT32))).isTrue();
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"pad_token\": \"<img>\"}");
    assertThat(ids.add(id(Precision.FLOAT32))).isTrue();
  }

  @Test
  void aSettingThatChangesAnswers_isAnotherModel() throws IOException {
    edit("config.json", "\"rope_theta\": 1000000.0", "\"rope_theta\": 10000.0");
    assertThat(id(Precision.FLOAT32)).isNotEqualTo(original);
  }

  @Test
  void aRemarkInTheConfig_isTheSameModel() throws IOException {
    edit("config.json", "\"use_thumbnail\": true", "\"transformers_version\": \"4.49\"");
    assertThat(id(Precision.FLOAT32)).isEqualTo(original);
  }

  /** All weights in one shard and a spare copy of nothing in another: still the same weights. */
  @Test
  void theSameWeightsInShards_areTheSameModel() throws IOException {
    Path whole = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(whole);
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] padded = Arrays.copyOfRange(bytes, 8, 8 + header + 64);
    Arrays.fill(padded, header, header + 64, (byte) ' ');
    SafetensorsFile.write(
        folder.resolve("model-00001-of-00002.safetensors"),
        padded.length,
        padded,
        Arrays.copyOfRange(bytes, 8 + header, bytes.length));
    SafetensorsFile.write(folder.resolve("model-00002-of-00002.safetensors"), "{}", 0);
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        """
        {"weight_map": {"a": "model-00001-of-00002.safetensors",
                        "b": "model-00002-of-00002.safetensors"}}""");
    Files.delete(whole);
    assertThat(id(Precision.FLOAT32)).isEqualTo(original);
  }

  private String id(Precision precision) {
    CheckpointFolder checkpoint = new CheckpointFolder(folder, Optional.empty());
    Self1eConfig config = Self1eConfig.read(checkpoint.require(CheckpointFolder.CONFIG));
    byte[] tokenizer = TokenizerDefinition.read(checkpoint).identity();
    Fingerprint fingerprint = new Fingerprint(config, tokenizer);
    for (PlacedTensor tensor : Weights.find(checkpoint, config).tensors()) {
      TensorEntry entry = tensor.entry();
      fingerprint.begin(entry);
      entry.read(1 << 20, (piece, at) -> fingerprint.add(piece));
    }
    return fingerprint.version(precision).id();
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(folder.resolve(file), text.replace(from, to));
  }
}

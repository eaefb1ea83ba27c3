package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Fingerprint;
import io.prelabel.integration.self1e.checkpoint.Safetensors;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.TensorEntry;
import io.prelabel.integration.self1e.checkpoint.Weights;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Looks at matrices in the program, by multiplying the identity with them. The width of the small
 * language models is 64, so a row has 256 bytes.
 */
class WeightLoaderTest {
  private static final int WIDTH = 64;
  private static final String QKV = "language_model.model.layers.1.self_attn.qkv";

  @TempDir private Path folder;

  @ParameterizedTest(name = "pieces of {0} bytes")
  @ValueSource(ints = {100, 1000, ModelLoader.PIECE})
  void aLora_isAddedToTheRowsOfItsMatrix(int pieceSize) {
    Path checkpoint = GoldenData.ROOT.resolve("lora-unmerged/checkpoint");
    Map<String, TensorEntry> stored = Safetensors.read(checkpoint.resolve("model.safetensors"));
    float[][] found = columns(checkpoint, QKV, 128, pieceSize);
    int row = 0;
    for (String part : new String[] {"q_proj", "k_proj", "v_proj"}) {
      String name = "language_model.base_model.model.model.layers.1.self_attn." + part;
      float[] w = floats(stored.get(name + ".base_layer.weight"));
      float[] bias = floats(stored.get(name + ".base_layer.bias"));
      float[] a = floats(stored.get(name + ".lora_A.default.weight"));
      float[] b = floats(stored.get(name + ".lora_B.default.weight"));
      for (int i = 0; i < w.length / WIDTH; i++, row++) {
        for (int j = 0; j < WIDTH; j++) {
          double expected = w[i * WIDTH + j] + 2 * product(b, a, i, j) + bias[i];
          assertThat((double) found[j][row]).isEqualTo(expected, within(1e-5));
        }
      }
    }
    assertThat(row).isEqualTo(128);
  }

  /** Rank 2, alpha 3, in a second shard, for a matrix whose rows go to six places. */
  @ParameterizedTest(name = "pieces of {0} bytes")
  @ValueSource(ints = {1000, ModelLoader.PIECE})
  void aLoraOfAGroupedMatrix_goesWithItsRows(int pieceSize) throws IOException {
    Path golden = GoldenData.ROOT.resolve("internlm2-f32/checkpoint");
    for (String each :
        new String[] {
          "config.json", "tokenizer.model", "added_tokens.json", "tokenizer_config.json"
        }) {
      Files.copy(golden.resolve(each), folder.resolve(each));
    }
    Path first = folder.resolve("model-00001-of-00002.safetensors");
    Files.copy(golden.resolve("model.safetensors"), first);
    Random random = new Random(7);
    float[] a = random(random, 2 * WIDTH);
    float[] b = random(random, 128 * 2);
    writePair("language_model.base_model.model.model.layers.1.attention.wqkv", a, b);
    Files.writeString(folder.resolve("adapter_config.json"), "{\"lora_alpha\": 3, \"r\": 2}");

    float[] w =
        floats(Safetensors.read(first).get("language_model.model.layers.1.attention.wqkv.weight"));
    float[][] found = columns(folder, QKV, 128, pieceSize);
    // Two groups of two query heads, a key head and a value head of 16 rows each.
    IntUnaryOperator target =
        row -> {
          int group = row / 64;
          int within = row % 64;
          return within < 32
              ? group * 32 + within
              : within < 48 ? 64 + group * 16 + within - 32 : 96 + group * 16 + within - 48;
        };
    for (int i = 0; i < 128; i++) {
      for (int j = 0; j < WIDTH; j++) {
        double expected = w[i * WIDTH + j] + 1.5 * product(b, a, i, j);
        assertThat((double) found[j][target.applyAsInt(i)]).isEqualTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void theScaleOfALora_isPartOfTheModelsIdentity() throws IOException {
    Path golden = GoldenData.ROOT.resolve("lora-unmerged/checkpoint");
    for (String each : new String[] {"config.json", "tokenizer.json", "model.safetensors"}) {
      Files.copy(golden.resolve(each), folder.resolve(each));
    }
    String two = version();
    Files.writeString(folder.resolve("adapter_config.json"), "{\"lora_alpha\": 8}");
    assertThat(version()).isEqualTo(two); // of rank 4
    Files.writeString(folder.resolve("adapter_config.json"), "{\"lora_alpha\": 4}");
    assertThat(version()).isNotEqualTo(two);
  }

  private String version() {
    try (Self1eModel model = GoldenData.open(folder, Precision.FLOAT32)) {
      return model.version().id();
    }
  }

  /** Returns row j of the identity times the matrix (transposed) plus the bias. */
  private static float[][] columns(Path checkpoint, String name, int height, int pieceSize) {
    CheckpointFolder files = new CheckpointFolder(checkpoint, Optional.empty());
    Self1eConfig config = Self1eConfig.read(files.require(CheckpointFolder.CONFIG));
    try (TorchProgram program = ModelLoader.compile(config, Precision.FLOAT32, "cpu");
        NativeScope scope = program.newScope()) {
      Fingerprint fingerprint = new Fingerprint(config, new byte[0]);
      new WeightLoader(program, fingerprint, pieceSize).load(Weights.find(files, config));
      ByteBuffer identity =
          ByteBuffer.allocateDirect(WIDTH * WIDTH * Float.BYTES).order(ByteOrder.nativeOrder());
      for (int i = 0; i < WIDTH; i++) {
        identity.putFloat((i * WIDTH + i) * Float.BYTES, 1);
      }
      var rows =
          program.run(
              scope,
              "wide",
              scope.bytes(identity, identity.capacity()),
              scope.number(6),
              scope.number(WIDTH),
              scope.real(1));
      float[] all =
          TorchProgram.floats(scope, program.run(scope, "linear", rows, scope.text(name)))[0];
      float[][] columns = new float[WIDTH][height];
      for (int j = 0; j < WIDTH; j++) {
        System.arraycopy(all, j * height, columns[j], 0, height);
      }
      return columns;
    }
  }

  private static double product(float[] b, float[] a, int row, int column) {
    int rank = a.length / WIDTH;
    double sum = 0;
    for (int k = 0; k < rank; k++) {
      sum += (double) b[row * rank + k] * a[k * WIDTH + column];
    }
    return sum;
  }

  private void writePair(String module, float[] a, float[] b) throws IOException {
    int aBytes = a.length * Float.BYTES;
    String header =
        """
        {"%1$s.lora_A.default.weight": {"dtype": "F32", "shape": [2, 64], "data_offsets": [0, %2$d]},
         "%1$s.lora_B.default.weight": {"dtype": "F32", "shape": [128, 2], "data_offsets": [%2$d, %3$d]}}"""
            .formatted(module, aBytes, aBytes + b.length * Float.BYTES);
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + json.length + aBytes + b.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json).asFloatBuffer().put(a).put(b);
    Files.write(folder.resolve("model-00002-of-00002.safetensors"), file.array());
  }

  private static float[] random(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static float[] floats(TensorEntry entry) {
    float[] values = new float[(int) entry.size() / Float.BYTES];
    entry.read((int) entry.size(), (piece, at) -> piece.asFloatBuffer().get(values));
    return values;
  }
}

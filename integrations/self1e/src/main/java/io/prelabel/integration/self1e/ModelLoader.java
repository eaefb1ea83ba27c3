package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.checkpoint.Fingerprint;
import io.prelabel.integration.self1e.checkpoint.LanguageConfig;
import io.prelabel.integration.self1e.checkpoint.LanguageConfig.Architecture;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.VisionConfig;
import io.prelabel.integration.self1e.checkpoint.Weights;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Compiles the model's program for a configuration and fills it with weights. */
final class ModelLoader {
  private static final String SOURCE = "self1e.torchscript";
  private static final String CLASS_NAME = "Self1e";

  /**
   * What loading needs beyond the weights: one piece, mapped, and one as numbers. Small, so that
   * the C library's allocator takes no large blocks between the weights, which it could not give
   * back.
   */
  static final int PIECE = 1 << 20;

  private ModelLoader() {}

  /** Compiles for a device, without weights; {@link #fill} hands them in. */
  static TorchProgram compile(Self1eConfig config, Precision precision, String device) {
    return TorchProgram.compile(source(), CLASS_NAME, attributes(config, precision), device);
  }

  /** Hands in all weights; see {@link WeightLoader}. */
  static void fill(TorchProgram program, Weights weights, Fingerprint fingerprint, int pieceSize) {
    new WeightLoader(program, fingerprint, pieceSize).load(weights);
  }

  private static Map<String, Object> attributes(Self1eConfig config, Precision precision) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("compute", TorchProgram.code(precision));
    VisionConfig vision = config.vision();
    attributes.put("patch_size", (long) vision.patchSize());
    attributes.put("position_grid", (long) vision.positionGrid());
    attributes.put("vision_layers", (long) vision.layers());
    attributes.put("vision_heads", (long) vision.heads());
    attributes.put("vision_eps", vision.epsilon());
    attributes.put("vision_rms", vision.rmsNorm());
    attributes.put("vision_query_key_norm", vision.queryKeyNorm());
    LanguageConfig language = config.language();
    attributes.put("layers", (long) language.layers());
    attributes.put("heads", (long) language.heads());
    attributes.put("key_value_heads", (long) language.keyValueHeads());
    attributes.put("head_size", (long) language.headSize());
    attributes.put("rms_eps", language.epsilon());
    attributes.put("rope_theta", language.ropeTheta());
    attributes.put("query_key_norm", language.architecture() == Architecture.QWEN3);
    return attributes;
  }

  private static String source() {
    try (InputStream in =
        Objects.requireNonNull(ModelLoader.class.getResourceAsStream(SOURCE), SOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

package io.prelabel.integration.self1e.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tensors that a configuration needs, by name with their shapes. {@code lm_head} is not among
 * them: a mask doesn't need it.
 */
final class ExpectedTensors {
  /** Stands for a size that only the tensor itself tells (the height of the embedding table). */
  static final long ANY = -1;

  private final Map<String, long[]> shapes = new LinkedHashMap<>();

  private ExpectedTensors() {}

  static Map<String, long[]> of(Self1eConfig config) {
    ExpectedTensors expected = new ExpectedTensors();
    expected.vision(config.vision());
    expected.connector(config.vision().hiddenSize() * 4L, config.language().hiddenSize());
    expected.language(config.language());
    return expected.shapes;
  }

  private void vision(VisionConfig c) {
    long width = c.hiddenSize();
    long inner = c.intermediateSize();
    String embeddings = "vision_model.embeddings.";
    add(embeddings + "class_embedding", 1, 1, width);
    add(embeddings + "patch_embedding.weight", width, 3, c.patchSize(), c.patchSize());
    add(embeddings + "patch_embedding.bias", width);
    add(
        embeddings + "position_embedding",
        1,
        1 + (long) c.positionGrid() * c.positionGrid(),
        width);
    for (int i = 0; i < c.layers(); i++) {
      String layer = "vision_model.encoder.layers." + i + ".";
      norm(layer + "norm1", width, !c.rmsNorm());
      norm(layer + "norm2", width, !c.rmsNorm());
      linear(layer + "attn.qkv", 3 * width, width, c.bias());
      linear(layer + "attn.proj", width, width, true);
      if (c.queryKeyNorm()) {
        norm(layer + "attn.q_norm", width, false);
        norm(layer + "attn.k_norm", width, false);
      }
      linear(layer + "mlp.fc1", inner, width, true);
      linear(layer + "mlp.fc2", width, inner, true);
      add(layer + "ls1", width);
      add(layer + "ls2", width);
    }
  }

  /** The way from vision to language, and the three projections of the mask head. */
  private void connector(long shuffled, long width) {
    norm("mlp1.0", shuffled, true);
    linear("mlp1.1", width, shuffled, true);
    linear("mlp1.3", width, width, true);
    linear("combine_decode_proj.0", width, width, true);
    linear("combine_decode_proj.2", width, width, true);
    for (String name : new String[] {"combine_decode_proj_all", "combine_decode_proj_ori"}) {
      linear(name + ".0", width, width, true);
      linear(name + ".2", 4 * width, width, true);
    }
  }

  private void language(LanguageConfig c) {
    long width = c.hiddenSize();
    long inner = c.intermediateSize();
    long queries = (long) c.heads() * c.headSize();
    long keys = (long) c.keyValueHeads() * c.headSize();
    add("language_model.model.embed_tokens.weight", ANY, width);
    for (int i = 0; i < c.layers(); i++) {
      String layer = "language_model.model.layers." + i + ".";
      norm(layer + "input_layernorm", width, false);
      norm(layer + "post_attention_layernorm", width, false);
      linear(layer + "self_attn.q_proj", queries, width, c.bias());
      linear(layer + "self_attn.k_proj", keys, width, c.bias());
      linear(layer + "self_attn.v_proj", keys, width, c.bias());
      boolean isQwen3 = c.architecture() == LanguageConfig.Architecture.QWEN3;
      linear(layer + "self_attn.o_proj", width, queries, isQwen3 && c.bias());
      if (isQwen3) {
        norm(layer + "self_attn.q_norm", c.headSize(), false);
        norm(layer + "self_attn.k_norm", c.headSize(), false);
      }
      linear(layer + "mlp.gate_proj", inner, width, false);
      linear(layer + "mlp.up_proj", inner, width, false);
      linear(layer + "mlp.down_proj", width, inner, false);
    }
    norm("language_model.model.norm", width, false);
  }

  private void linear(String name, long out, long in, boolean bias) {
    add(name + ".weight", out, in);
    if (bias) {
      add(name + ".bias", out);
    }
  }

  private void norm(String name, long width, boolean bias) {
    add(name + ".weight", width);
    if (bias) {
      add(name + ".bias", width);
    }
  }

  private void add(String name, long... shape) {
    shapes.put(name, shape);
  }
}

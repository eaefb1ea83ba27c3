package io.prelabel.integration.self1e.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of a language model (Qwen2, Qwen3) and their places in the program. The program has
 * one matrix for queries, keys and values ({@code self_attn.qkv}: all queries, then all keys, then
 * all values) and one for both entries of an MLP ({@code mlp.gate_up}).
 */
final class LanguageTensors {
  /** What the program calls the tables and the last norm. */
  static final String EMBEDDING = "language_model.model.embed_tokens.weight";

  private static final String HEAD = "language_model.lm_head.weight";
  private static final String NORM = "language_model.model.norm.weight";

  private final LanguageConfig config;
  private final List<TensorPlacement> tensors = new ArrayList<>();

  private LanguageTensors(LanguageConfig config) {
    this.config = config;
  }

  /** Returns what the checkpoint calls the embedding table. */
  static String embedding(LanguageConfig config) {
    return EMBEDDING;
  }

  static List<TensorPlacement> of(LanguageConfig config, long vocabulary) {
    LanguageTensors expected = new LanguageTensors(config);
    long width = config.hiddenSize();
    expected.whole(embedding(config), EMBEDDING, vocabulary, width);
    for (int i = 0; i < config.layers(); i++) {
      expected.qwen("language_model.model.layers." + i + ".");
    }
    expected.whole(NORM, NORM, width);
    if (!config.tied()) { // else the program reads the embedding table a second time
      expected.whole(HEAD, HEAD, vocabulary, width);
    }
    return expected.tensors;
  }

  private void qwen(String layer) {
    long width = config.hiddenSize();
    long inner = config.intermediateSize();
    boolean isQwen3 = config.architecture() == LanguageConfig.Architecture.QWEN3;
    same(layer + "input_layernorm.weight", width);
    same(layer + "post_attention_layernorm.weight", width);
    qwenAttention(layer + "self_attn.", isQwen3);
    rows(layer + "mlp.gate_proj.weight", layer + "mlp.gate_up.weight", 0, 2 * inner, inner, width);
    rows(
        layer + "mlp.up_proj.weight", layer + "mlp.gate_up.weight", inner, 2 * inner, inner, width);
    same(layer + "mlp.down_proj.weight", width, inner);
  }

  private void qwenAttention(String attention, boolean isQwen3) {
    long width = config.hiddenSize();
    long queries = (long) config.heads() * config.headSize();
    long keys = (long) config.keyValueHeads() * config.headSize();
    long height = queries + 2 * keys;
    String weight = attention + "qkv.weight";
    rows(attention + "q_proj.weight", weight, 0, height, queries, width);
    rows(attention + "k_proj.weight", weight, queries, height, keys, width);
    rows(attention + "v_proj.weight", weight, queries + keys, height, keys, width);
    same(attention + "o_proj.weight", width, queries);
    if (config.bias()) {
      String bias = attention + "qkv.bias";
      rows(attention + "q_proj.bias", bias, 0, height, queries);
      rows(attention + "k_proj.bias", bias, queries, height, keys);
      rows(attention + "v_proj.bias", bias, queries + keys, height, keys);
    }
    if (isQwen3) {
      if (config.bias()) {
        same(attention + "o_proj.bias", width);
      }
      same(attention + "q_norm.weight", config.headSize());
      same(attention + "k_norm.weight", config.headSize());
    }
  }

  private void same(String name, long... shape) {
    whole(name, name, shape);
  }

  private void whole(String name, String target, long... shape) {
    tensors.add(TensorPlacement.whole(name, target, shape));
  }

  private void rows(String name, String target, long at, long height, long... shape) {
    tensors.add(TensorPlacement.part(name, target, at, height, shape));
  }
}

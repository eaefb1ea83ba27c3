package io.prelabel.integration.self1e.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * The tensors of a language model and their places in the program. The program has one matrix for
 * queries, keys and values ({@code self_attn.qkv}: all queries, then all keys, then all values) and
 * one for both entries of an MLP ({@code mlp.gate_up}); all else it calls as Qwen does.
 */
abstract class LanguageTensors {
  static final String MODEL = "language_model.model.";
  private static final String NORM = MODEL + "norm.weight";
  private static final String EMBEDDING = MODEL + "embed_tokens.weight";
  private static final String HEAD = "language_model.lm_head.weight";

  final LanguageConfig config;
  private final List<TensorPlacement> tensors = new ArrayList<>();

  LanguageTensors(LanguageConfig config) {
    this.config = config;
  }

  /** Returns the list of an architecture, still empty. */
  static LanguageTensors of(LanguageConfig config) {
    return switch (config.architecture()) {
      case QWEN2, QWEN3 -> new QwenTensors(config);
      case INTERNLM2 -> new InternLm2Tensors(config);
    };
  }

  /** Returns what the checkpoint calls the table that turns tokens into vectors. */
  abstract String embedding();

  /** Returns what the checkpoint calls the table that scores the next token. */
  abstract String head();

  /** Adds a block. */
  abstract void layer(int number);

  /** Lists all, in the order of the computation. */
  List<TensorPlacement> list(long vocabulary) {
    whole(embedding(), EMBEDDING, vocabulary, config.hiddenSize());
    for (int i = 0; i < config.layers(); i++) {
      layer(i);
    }
    whole(NORM, NORM, config.hiddenSize());
    if (!config.tied()) { // else the program reads the embedding table a second time
      whole(head(), HEAD, vocabulary, config.hiddenSize());
    }
    return tensors;
  }

  long queryRows() {
    return (long) config.heads() * config.headSize();
  }

  long keyRows() {
    return (long) config.keyValueHeads() * config.headSize();
  }

  void whole(String name, String target, long... shape) {
    add(TensorPlacement.whole(name, target, shape));
  }

  /** Gate above up, in one matrix. */
  void gateAndUp(String gate, String up, String target) {
    long inner = config.intermediateSize();
    add(TensorPlacement.part(gate, target, 0, 2 * inner, inner, config.hiddenSize()));
    add(TensorPlacement.part(up, target, inner, 2 * inner, inner, config.hiddenSize()));
  }

  void add(TensorPlacement placement) {
    tensors.add(placement);
  }
}

package io.prelabel.integration.self1e.checkpoint;

/** Qwen2 and Qwen3, as Hugging Face's {@code Qwen2ForCausalLM} and {@code Qwen3ForCausalLM}. */
final class QwenTensors extends LanguageTensors {
  QwenTensors(LanguageConfig config) {
    super(config);
  }

  @Override
  String embedding() {
    return MODEL + "embed_tokens.weight";
  }

  @Override
  String head() {
    return "language_model.lm_head.weight";
  }

  @Override
  void layer(int number) {
    long width = config.hiddenSize();
    String layer = MODEL + "layers." + number + ".";
    same(layer + "input_layernorm.weight", width);
    same(layer + "post_attention_layernorm.weight", width);
    attention(layer + "self_attn.");
    String mlp = layer + "mlp.";
    gateAndUp(mlp + "gate_proj.weight", mlp + "up_proj.weight", mlp + "gate_up.weight");
    same(mlp + "down_proj.weight", width, config.intermediateSize());
  }

  private void attention(String name) {
    long width = config.hiddenSize();
    boolean isQwen3 = config.architecture() == LanguageConfig.Architecture.QWEN3;
    queriesKeysValues(name, "weight", width);
    if (config.bias()) {
      queriesKeysValues(name, "bias");
    }
    same(name + "o_proj.weight", width, queryRows());
    if (isQwen3) {
      if (config.bias()) {
        same(name + "o_proj.bias", width);
      }
      same(name + "q_norm.weight", config.headSize());
      same(name + "k_norm.weight", config.headSize());
    }
  }

  private void queriesKeysValues(String name, String kind, long... row) {
    long queries = queryRows();
    long keys = keyRows();
    part(name + "q_proj." + kind, name + "qkv." + kind, 0, queries, row);
    part(name + "k_proj." + kind, name + "qkv." + kind, queries, keys, row);
    part(name + "v_proj." + kind, name + "qkv." + kind, queries + keys, keys, row);
  }

  private void part(String name, String target, long at, long rows, long... row) {
    long[] shape = new long[1 + row.length];
    shape[0] = rows;
    System.arraycopy(row, 0, shape, 1, row.length);
    add(TensorPlacement.part(name, target, at, queryRows() + 2 * keyRows(), shape));
  }

  private void same(String name, long... shape) {
    whole(name, name, shape);
  }
}

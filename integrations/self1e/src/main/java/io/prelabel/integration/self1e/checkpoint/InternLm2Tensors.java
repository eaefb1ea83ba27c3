package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.integration.self1e.checkpoint.TensorPlacement.RowRange;
import java.util.ArrayList;
import java.util.List;

/**
 * InternLM2 ({@code InternLM2ForCausalLM}, arXiv 2403.17297 section 2.2). Its {@code wqkv} goes by
 * groups, one for each key head: the queries of the group, its key, its value.
 */
final class InternLm2Tensors extends LanguageTensors {
  InternLm2Tensors(LanguageConfig config) {
    super(config);
  }

  @Override
  String embedding() {
    return MODEL + "tok_embeddings.weight";
  }

  @Override
  String head() {
    return "language_model.output.weight";
  }

  @Override
  void layer(int number) {
    long width = config.hiddenSize();
    String layer = MODEL + "layers." + number + ".";
    whole(layer + "attention_norm.weight", layer + "input_layernorm.weight", width);
    whole(layer + "ffn_norm.weight", layer + "post_attention_layernorm.weight", width);
    String from = layer + "attention.";
    String to = layer + "self_attn.";
    add(groups(from + "wqkv.weight", to + "qkv.weight", width));
    whole(from + "wo.weight", to + "o_proj.weight", width, queryRows());
    if (config.bias()) {
      add(groups(from + "wqkv.bias", to + "qkv.bias"));
      whole(from + "wo.bias", to + "o_proj.bias", width);
    }
    String mlp = layer + "feed_forward.";
    gateAndUp(mlp + "w1.weight", mlp + "w3.weight", layer + "mlp.gate_up.weight");
    whole(mlp + "w2.weight", layer + "mlp.down_proj.weight", width, config.intermediateSize());
  }

  private TensorPlacement groups(String name, String target, long... row) {
    long head = config.headSize();
    long queries = queryRows() / config.keyValueHeads();
    long group = queries + 2 * head;
    long height = queryRows() + 2 * keyRows();
    List<RowRange> ranges = new ArrayList<>();
    for (int i = 0; i < config.keyValueHeads(); i++) {
      long from = i * group;
      long key = queryRows() + i * head;
      ranges.add(new RowRange(from, queries, target, i * queries, height));
      ranges.add(new RowRange(from + queries, head, target, key, height));
      ranges.add(new RowRange(from + queries + head, head, target, key + keyRows(), height));
    }
    List<Long> shape = new ArrayList<>(List.of(height));
    for (long each : row) {
      shape.add(each);
    }
    return new TensorPlacement(name, shape, ranges);
  }
}

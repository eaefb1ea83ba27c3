package io.prelabel.integration.self1e.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * The tensors that a configuration needs, in the order in which the computation meets them, with
 * their shapes and their places in the program.
 */
public final class ExpectedTensors {
  private final List<TensorPlacement> tensors = new ArrayList<>();

  private ExpectedTensors() {}

  /**
   * Lists the tensors.
   *
   * @param vocabulary rows of the embedding table, which no configuration tells reliably
   */
  public static List<TensorPlacement> of(Self1eConfig config, long vocabulary) {
    ExpectedTensors expected = new ExpectedTensors();
    expected.vision(config.vision());
    expected.connector(config.vision().hiddenSize() * 4L, config.language().hiddenSize());
    expected.tensors.addAll(LanguageTensors.of(config.language()).list(vocabulary));
    return expected.tensors;
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
    tensors.add(TensorPlacement.whole(name, name, shape));
  }
}

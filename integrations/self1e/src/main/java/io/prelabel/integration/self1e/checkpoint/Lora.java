package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.PluginException;
import java.util.List;

/**
 * What a LoRA (arXiv 2106.09685) adds to a matrix: {@code scale · B · A}. Holds places in files, no
 * numbers.
 *
 * @param a rank x columns of the matrix
 * @param b rows of the matrix x rank
 * @param scale {@code lora_alpha / rank}
 */
public record Lora(TensorEntry a, TensorEntry b, double scale) {
  /** Refuses a pair that does not fit together, or not to the matrix. */
  void checkAgainst(TensorEntry matrix) {
    refuseNoMatrix(a);
    refuseNoMatrix(b);
    List<Long> shape = matrix.shape();
    if (!a.shape().get(0).equals(b.shape().get(1))) {
      throw PluginException.badInput(
          "%s: %s has rank %d, %s has rank %d; keep the pair of one save"
              .formatted(a.file(), a.name(), a.shape().get(0), b.name(), b.shape().get(1)));
    }
    if (!shape.equals(List.of(b.shape().get(0), a.shape().get(1)))) {
      throw PluginException.badInput(
          "%s: %s and its lora_B make a matrix of %d x %d, %s in %s has shape %s; use the base model that the LoRA was trained on"
              .formatted(
                  a.file(),
                  a.name(),
                  b.shape().get(0),
                  a.shape().get(1),
                  matrix.name(),
                  matrix.file(),
                  shape));
    }
  }

  private static void refuseNoMatrix(TensorEntry half) {
    if (half.shape().size() != 2) {
      throw PluginException.badInput(
          "%s: %s has shape %s, which is no matrix; copy the checkpoint again, whole"
              .formatted(half.file(), half.name(), half.shape()));
    }
    if (half.type().torchCode().isEmpty()) {
      throw new Unsupported(
          "%s: tensor %s of type %s".formatted(half.file(), half.name(), half.type()));
    }
  }
}

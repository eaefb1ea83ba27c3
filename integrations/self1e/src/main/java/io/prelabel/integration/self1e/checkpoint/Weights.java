package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.PluginException;
import java.util.List;

/**
 * The tensors that a model needs, each found and of the right shape. Holds places in files, no
 * numbers.
 *
 * @param tensors in the order in which the computation meets them
 * @param vocabulary rows of the embedding table: the ids that the model knows
 */
public record Weights(List<PlacedTensor> tensors, long vocabulary) {
  public Weights {
    tensors = List.copyOf(tensors);
  }

  /**
   * Finds and checks what a configuration needs.
   *
   * @throws PluginException {@code BAD_INPUT} with the file, the tensor and the remedy
   */
  public static Weights find(CheckpointFolder folder, Self1eConfig config) {
    StoredTensors stored = StoredTensors.read(folder);
    long vocabulary = vocabulary(stored, config.language());
    return new Weights(
        ExpectedTensors.of(config, vocabulary).stream().map(each -> find(stored, each)).toList(),
        vocabulary);
  }

  /** Returns whether most bytes are stored in a type. */
  public boolean mostly(StoredType type) {
    long all = tensors.stream().mapToLong(each -> each.entry().size()).sum();
    long those =
        tensors.stream()
            .map(PlacedTensor::entry)
            .filter(each -> each.type() == type)
            .mapToLong(TensorEntry::size)
            .sum();
    return those > all / 2;
  }

  private static long vocabulary(StoredTensors stored, LanguageConfig config) {
    TensorEntry table = stored.require(LanguageTensors.of(config).embedding());
    return table.shape().isEmpty() ? 0 : table.shape().get(0);
  }

  private static PlacedTensor find(StoredTensors stored, TensorPlacement expected) {
    TensorEntry entry = stored.require(expected.tensor());
    if (!entry.shape().equals(expected.shape())) {
      throw PluginException.badInput(
          "%s: tensor %s has shape %s, config.json asks for %s; use the config.json that belongs to the weights"
              .formatted(entry.file(), entry.name(), entry.shape(), expected.shape()));
    }
    if (entry.type().torchCode().isEmpty()) {
      throw new Unsupported(
          "%s: tensor %s of type %s".formatted(entry.file(), entry.name(), entry.type()));
    }
    return new PlacedTensor(entry, expected, stored.lora(expected.tensor()));
  }
}

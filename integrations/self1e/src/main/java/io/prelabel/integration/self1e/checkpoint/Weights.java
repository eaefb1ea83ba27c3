package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.PluginException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, TensorEntry> all = new HashMap<>();
    List<Path> files = folder.weightFiles();
    files.forEach(file -> all.putAll(Safetensors.read(file)));
    refuseUnmergedLora(all, files.get(files.size() - 1));
    long vocabulary = vocabulary(all, files, config.language());
    return new Weights(
        ExpectedTensors.of(config, vocabulary).stream()
            .map(each -> new PlacedTensor(checked(all, files, each), each))
            .toList(),
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

  private static long vocabulary(
      Map<String, TensorEntry> all, List<Path> files, LanguageConfig config) {
    TensorEntry table = found(all, files, LanguageTensors.of(config).embedding());
    return table.shape().isEmpty() ? 0 : table.shape().get(0);
  }

  private static TensorEntry found(Map<String, TensorEntry> all, List<Path> files, String name) {
    TensorEntry entry = all.get(name);
    if (entry == null) {
      throw PluginException.badInput(
          "%s has no tensor %s, which config.json asks for; is this a SELF1E checkpoint with its own config.json, or does it need its base model's folder?"
              .formatted(files.get(files.size() - 1), name));
    }
    return entry;
  }

  private static TensorEntry checked(
      Map<String, TensorEntry> all, List<Path> files, TensorPlacement expected) {
    TensorEntry entry = found(all, files, expected.tensor());
    if (!entry.shape().equals(expected.shape())) {
      throw PluginException.badInput(
          "%s: tensor %s has shape %s, config.json asks for %s; use the config.json that belongs to the weights"
              .formatted(entry.file(), expected.tensor(), entry.shape(), expected.shape()));
    }
    if (entry.type().torchCode().isEmpty()) {
      throw new Unsupported(
          "%s: tensor %s of type %s".formatted(entry.file(), expected.tensor(), entry.type()));
    }
    return entry;
  }

  private static void refuseUnmergedLora(Map<String, TensorEntry> all, Path file) {
    boolean isLora =
        all.keySet().stream()
            .anyMatch(name -> name.startsWith("base_model.model.") || name.contains(".lora_A."));
    if (isLora) {
      throw new Unsupported(file + ": a checkpoint saved before its LoRA was merged");
    }
  }
}

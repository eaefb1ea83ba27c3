package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.PluginException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors that a model needs, each found and of the right shape. Holds places in files, no
 * numbers.
 *
 * @param tensors in the order in which the computation meets them
 */
public record Weights(List<TensorEntry> tensors) {
  private static final String EMBEDDING = "language_model.model.embed_tokens.weight";

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
    return new Weights(
        ExpectedTensors.of(config).entrySet().stream()
            .map(each -> checked(all, files, each.getKey(), each.getValue()))
            .toList());
  }

  /** Returns the number of rows of the embedding table: the ids that the model knows. */
  public long vocabulary() {
    return tensors.stream()
        .filter(each -> each.name().equals(EMBEDDING))
        .findFirst()
        .orElseThrow()
        .shape()
        .get(0);
  }

  /** Returns whether most bytes are stored in a type. */
  public boolean mostly(StoredType type) {
    long all = tensors.stream().mapToLong(TensorEntry::size).sum();
    long those =
        tensors.stream().filter(each -> each.type() == type).mapToLong(TensorEntry::size).sum();
    return those > all / 2;
  }

  private static TensorEntry checked(
      Map<String, TensorEntry> all, List<Path> files, String name, long[] shape) {
    TensorEntry entry = all.get(name);
    if (entry == null) {
      throw PluginException.badInput(
          "%s has no tensor %s, which config.json asks for; is this a SELF1E checkpoint with its own config.json, or does it need its base model's folder?"
              .formatted(files.get(files.size() - 1), name));
    }
    boolean fits = entry.shape().size() == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] == ExpectedTensors.ANY || shape[i] == entry.shape().get(i);
    }
    if (!fits) {
      throw PluginException.badInput(
          "%s: tensor %s has shape %s, config.json asks for %s; use the config.json that belongs to the weights"
              .formatted(entry.file(), name, entry.shape(), shown(shape)));
    }
    if (entry.type().torchCode().isEmpty()) {
      throw new Unsupported("%s: tensor %s of type %s".formatted(entry.file(), name, entry.type()));
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

  private static String shown(long[] shape) {
    return Arrays.toString(shape).replace("-1", "any");
  }
}

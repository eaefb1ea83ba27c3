package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.integration.self1e.checkpoint.StoredName.Part;
import io.prelabel.plugin.PluginException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All tensors of a checkpoint's folders under the names that they have in a model without wrapping,
 * and the LoRA pairs that are not merged yet. What the SELF1E folder has goes before what the base
 * has, name by name; a matrix comes with the pair of its own folder or of the one before it, never
 * with one of the folder that it replaces.
 */
final class StoredTensors {
  private final Map<String, TensorEntry> tensors = new HashMap<>();
  private final Map<String, Lora> loras = new HashMap<>();
  private Path lastFile = Path.of("");

  private StoredTensors() {}

  /**
   * Reads the headers of all weight files.
   *
   * @throws PluginException {@code BAD_INPUT} with the file, the tensor and the remedy
   */
  static StoredTensors read(CheckpointFolder checkpoint) {
    StoredTensors stored = new StoredTensors();
    for (List<Path> set : checkpoint.weightSets()) {
      stored.add(set);
    }
    return stored;
  }

  /** Returns a tensor that must be there. */
  TensorEntry require(String name) {
    TensorEntry entry = tensors.get(name);
    if (entry == null) {
      throw PluginException.badInput(
          "%s has no tensor %s, which config.json asks for; is this a SELF1E checkpoint with its own config.json, or does it need its base model's folder?"
              .formatted(lastFile, name));
    }
    return entry;
  }

  /** Returns what is still to be added to a matrix, checked against it. */
  Optional<Lora> lora(String name) {
    Optional<Lora> lora = Optional.ofNullable(loras.get(name));
    lora.ifPresent(each -> each.checkAgainst(require(name)));
    return lora;
  }

  private void add(List<Path> files) {
    Map<Part, Map<String, TensorEntry>> found = new HashMap<>();
    for (Path file : files) {
      for (TensorEntry entry : Safetensors.read(file).values()) {
        StoredName name = StoredName.of(entry.name());
        if (name.part() == Part.OTHER_LORA) {
          throw new Unsupported(
              "%s: tensor %s (a LoRA that is more than two matrices)"
                  .formatted(file, entry.name()));
        }
        put(found.computeIfAbsent(name.part(), part -> new HashMap<>()), name.tensor(), entry);
      }
      lastFile = file;
    }
    Map<String, TensorEntry> whole = found.getOrDefault(Part.WHOLE, Map.of());
    tensors.putAll(whole);
    loras.keySet().removeAll(whole.keySet());
    addLoras(
        files.get(0),
        found.getOrDefault(Part.LORA_A, Map.of()),
        found.getOrDefault(Part.LORA_B, Map.of()));
  }

  /** Two adapters, or a matrix both wrapped and not: nobody can say which one is meant. */
  private static void put(Map<String, TensorEntry> all, String name, TensorEntry entry) {
    TensorEntry other = all.put(name, entry);
    if (other != null && !other.name().equals(entry.name())) {
      throw PluginException.badInput(
          "%s has both %s and %s for %s; keep the one that was trained last"
              .formatted(entry.file(), other.name(), entry.name(), name));
    }
  }

  private void addLoras(Path file, Map<String, TensorEntry> as, Map<String, TensorEntry> bs) {
    if (as.isEmpty() && bs.isEmpty()) {
      return;
    }
    LoraScale scale = LoraScale.read(file.resolveSibling("."));
    bs.forEach((name, b) -> partner(b, "lora_A", as.get(name)));
    as.forEach(
        (name, a) -> {
          TensorEntry b = partner(a, "lora_B", bs.get(name));
          long rank = a.shape().isEmpty() ? 0 : a.shape().get(0);
          loras.put(name, new Lora(a, b, scale.of(rank)));
        });
  }

  private static TensorEntry partner(TensorEntry half, String other, @Nullable TensorEntry found) {
    if (found == null) {
      throw PluginException.badInput(
          "%s has %s but not its %s; copy the checkpoint again, whole"
              .formatted(half.file(), half.name(), other));
    }
    return found;
  }
}

package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.PlacedTensor;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.StoredType;
import io.prelabel.integration.self1e.checkpoint.TensorEntry;
import io.prelabel.integration.self1e.checkpoint.Weights;
import io.prelabel.integration.self1e.text.TokenizerDefinition;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What can be told people about this machine and a checkpoint without loading it. Stateless. */
public final class Diagnosis {
  /** The name of the provider whose checkpoints are meant. */
  public static final String KIND = Self1eModel.NAME;

  private Diagnosis() {}

  /**
   * Returns what precision {@code auto} gives for a checkpoint in bfloat16, and why; starts the
   * engine, and measures where this machine was not measured before.
   *
   * @param device {@code cpu} or {@code cuda:N}
   */
  public static String precision(String device) {
    PrecisionChoice.Reasoned choice = PrecisionChoice.ofThisMachine().auto(true, device);
    return "%s, %s".formatted(choice.precision().name().toLowerCase(Locale.ROOT), choice.reason());
  }

  /**
   * What a checkpoint is.
   *
   * @param language the language model with its size ("QWEN2, 28 layers of width 1536")
   * @param vision the vision tower with its size
   * @param files number of weight files that are read
   * @param bytes of the weights that are read
   * @param types what they are stored in, with the share of the bytes ("99 % BF16, 1 % F32")
   * @param isBfloat16 whether most of them are stored so
   * @param loras matrices to which a LoRA is still to be added
   * @param tokenizer the file that it is read from
   * @param vocabulary rows of the embedding table
   */
  public record Checkpoint(
      String language,
      String vision,
      int files,
      long bytes,
      String types,
      boolean isBfloat16,
      int loras,
      Path tokenizer,
      long vocabulary) {}

  /**
   * Looks at a checkpoint: configuration, tokenizer, and the headers of the weights; everything
   * that is checked before weights are read.
   *
   * @throws PluginException {@code BAD_INPUT} with the file and the remedy, as opening it would
   */
  public static Checkpoint checkpoint(ModelSettings settings) {
    CheckpointFolder folder = CheckpointFolder.of(settings);
    Self1eConfig config = Self1eConfig.read(folder.require(CheckpointFolder.CONFIG));
    TokenizerDefinition tokenizer = TokenizerDefinition.read(folder);
    Weights weights = Weights.find(folder, config);
    Self1eModel.refuseSmallVocabulary(folder, tokenizer, weights);
    List<TensorEntry> stored =
        weights.tensors().stream().map(PlacedTensor::entry).distinct().toList();
    return new Checkpoint(
        "%s, %d layers of width %d"
            .formatted(
                config.language().architecture(),
                config.language().layers(),
                config.language().hiddenSize()),
        "%d layers of width %d, %d pixels a side"
            .formatted(config.vision().layers(), config.vision().hiddenSize(), config.imageSize()),
        (int) stored.stream().map(TensorEntry::file).distinct().count(),
        stored.stream().mapToLong(TensorEntry::size).sum(),
        types(stored),
        weights.mostly(StoredType.BF16),
        (int) weights.tensors().stream().filter(each -> each.lora().isPresent()).count(),
        tokenizer.file(),
        weights.vocabulary());
  }

  private static String types(List<TensorEntry> tensors) {
    Map<String, Long> bytes = new TreeMap<>();
    tensors.forEach(each -> bytes.merge(each.type().toString(), each.size(), Long::sum));
    long all = Math.max(1, bytes.values().stream().mapToLong(Long::longValue).sum());
    return bytes.entrySet().stream()
        .map(each -> "%d %% %s".formatted(100 * each.getValue() / all, each.getKey()))
        .collect(Collectors.joining(", "));
  }
}

package io.prelabel.plugin.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is needed to open a model.
 *
 * @param checkpoint the folder as downloaded
 * @param base a second folder that supplies what the first lacks, or empty
 * @param precision the number type to compute in
 * @param device {@code auto}, {@code cpu}, {@code cuda} (all GPUs), or {@code cuda:N}
 * @param tokenBudget upper bound of the tokens that one forward pass holds, over all its rows;
 *     bounds the memory of activations; at least 1
 * @param options what only one kind of model knows, by name; a model refuses those that it doesn't
 *     know
 */
public record ModelSettings(
    Path checkpoint,
    Optional<Path> base,
    Precision precision,
    String device,
    int tokenBudget,
    Map<String, String> options) {
  /** Enough for about 30 prompts of one tile at 448 pixels. */
  public static final int DEFAULT_TOKEN_BUDGET = 8192;

  public ModelSettings {
    options = Map.copyOf(options);
    if (tokenBudget < 1) {
      throw new IllegalArgumentException("token budget %d is below 1".formatted(tokenBudget));
    }
  }

  /** Makes settings with the defaults for all but the folder. */
  public static ModelSettings of(Path checkpoint) {
    return new ModelSettings(
        checkpoint, Optional.empty(), Precision.AUTO, "auto", DEFAULT_TOKEN_BUDGET, Map.of());
  }

  /** Returns these settings for one device. */
  public ModelSettings on(String oneDevice) {
    return new ModelSettings(checkpoint, base, precision, oneDevice, tokenBudget, options);
  }
}

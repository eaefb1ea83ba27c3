package io.prelabel.service.assembly;

import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which model is loaded, and how.
 *
 * @param checkpoint the model's folder; without one the service answers all but new runs
 * @param base a second folder that supplies what the first lacks
 * @param precision the number type to compute in
 * @param device {@code auto}, {@code cpu}, {@code cuda} (all GPUs), or {@code cuda:N}
 * @param tokenBudget upper bound of the tokens in one forward pass; bounds its memory
 * @param options what only one kind of model knows; {@code padding} and {@code decoding} for SELF1E
 * @param threads of the engine on the CPU; 0 for all cores that the process may use
 */
@ConfigurationProperties("prelabel.model")
public record ModelProperties(
    @Nullable Path checkpoint,
    @Nullable Path base,
    @DefaultValue("auto") Precision precision,
    @DefaultValue("auto") String device,
    @DefaultValue("" + ModelSettings.DEFAULT_TOKEN_BUDGET) int tokenBudget,
    @DefaultValue Map<String, String> options,
    @DefaultValue("0") int threads) {
  public ModelProperties {
    if (tokenBudget < 1) {
      throw new IllegalArgumentException("token-budget %d is below 1".formatted(tokenBudget));
    }
    if (threads < 0) {
      throw new IllegalArgumentException("threads is 1 or more, or 0 for all cores");
    }
  }

  /** Returns what to open, or empty where no checkpoint is set. */
  public Optional<ModelSettings> settings() {
    return given(checkpoint)
        .map(
            folder ->
                new ModelSettings(folder, given(base), precision, device, tokenBudget, options));
  }

  /** Returns how many threads the engine gets on the CPU, or empty for its own choice. */
  public OptionalInt engineThreads() {
    return threads == 0 ? OptionalInt.empty() : OptionalInt.of(threads);
  }

  /** An empty value in a file or an environment variable means "not set". */
  private static Optional<Path> given(@Nullable Path path) {
    return Optional.ofNullable(path).filter(each -> !each.toString().isBlank());
  }
}

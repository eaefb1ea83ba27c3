package io.prelabel.service.cli;

import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What says how a model is opened; each overrides the property of the same name. */
final class ModelOptions {
  @Option(
      names = "--base",
      paramLabel = "DIR",
      description = "A second folder that supplies what the checkpoint lacks.")
  private @Nullable Path base;

  @Option(
      names = "--precision",
      paramLabel = "TYPE",
      description = "Number type to compute in: auto, float32, bfloat16. Default: auto.")
  private @Nullable Precision precision;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "auto, cpu, cuda (all GPUs), or cuda:N. Default: auto.")
  private @Nullable String device;

  @Option(
      names = "--model-option",
      paramLabel = "NAME=VALUE",
      description = {
        "What only one kind of model knows. SELF1E: padding=id-zero hides \"!\" (token 0) as the authors' code does; default: padding=true. decoding=draft lets large JPEG pictures lose pixels while they are decoded; default: decoding=exact."
      })
  private final Map<String, String> options = new LinkedHashMap<>();

  /** Returns the properties that these options set, those of the checkpoint included. */
  Map<String, String> properties(@Nullable Path checkpoint) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (checkpoint != null) {
      properties.put("prelabel.model.checkpoint", checkpoint.toAbsolutePath().toString());
    }
    if (base != null) {
      properties.put("prelabel.model.base", base.toAbsolutePath().toString());
    }
    if (precision != null) {
      properties.put("prelabel.model.precision", precision.name().toLowerCase(Locale.ROOT));
    }
    if (device != null) {
      properties.put("prelabel.model.device", device);
    }
    options.forEach((name, value) -> properties.put("prelabel.model.options." + name, value));
    return properties;
  }

  /** Returns the settings to open a model with outside of the assembled program. */
  ModelSettings settings(Path checkpoint, int tokenBudget) {
    return new ModelSettings(
        checkpoint,
        Optional.ofNullable(base),
        precision == null ? Precision.AUTO : precision,
        device == null ? "auto" : device,
        tokenBudget,
        options);
  }
}

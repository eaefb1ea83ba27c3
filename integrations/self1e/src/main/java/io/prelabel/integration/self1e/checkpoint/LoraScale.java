package io.prelabel.integration.self1e.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * How strongly a folder's LoRA counts: {@code lora_alpha} of its {@code adapter_config.json}
 * (PEFT), over the rank. SELF1E's training writes no such file and takes {@code lora_alpha} = 2 ·
 * rank.
 *
 * @param alpha {@code lora_alpha}, or empty where there is no file
 */
record LoraScale(OptionalDouble alpha) {
  private static final String FILE = "adapter_config.json";
  private static final double OTHERWISE = 2;

  /** Settings under which PEFT computes something else. */
  private static final String[] OTHER_FORMS = {"use_rslora", "use_dora", "fan_in_fan_out"};

  static LoraScale read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return new LoraScale(OptionalDouble.empty());
    }
    ConfigSection settings = new ConfigSection(file, "", CheckpointFolder.json(file));
    for (String form : OTHER_FORMS) {
      settings.expect(form, settings.node().path(form), !settings.flag(form, false));
    }
    JsonNode pattern = settings.node().path("alpha_pattern");
    settings.expect("alpha_pattern", pattern, pattern.isEmpty());
    return new LoraScale(OptionalDouble.of(settings.positiveDouble("lora_alpha")));
  }

  double of(long rank) {
    return alpha.isPresent() ? alpha.getAsDouble() / rank : OTHERWISE;
  }
}

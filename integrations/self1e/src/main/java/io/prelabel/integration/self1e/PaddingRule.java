package io.prelabel.integration.self1e;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import java.util.Map;

/** Which tokens of a row count as padding, and are therefore seen by no other token. */
public enum PaddingRule {
  /** What was added to fill a batch, and nothing else. The rule of all ordinary work. */
  TRUE_PADDING("true"),
  /**
   * Every token with id 0 too, as in the authors' released code. Id 0 is "!" in Qwen's vocabulary,
   * so prompts with an exclamation mark get other answers. For comparisons with that code alone.
   */
  ID_ZERO("id-zero");

  /** The name of the option of {@link ModelSettings}. */
  static final String OPTION = "padding";

  private final String value;

  PaddingRule(String value) {
    this.value = value;
  }

  /**
   * Returns the rule that a model's options ask for.
   *
   * @throws PluginException {@code BAD_INPUT} where they ask for something that this model doesn't
   *     know
   */
  static PaddingRule of(ModelSettings settings) {
    for (Map.Entry<String, String> option : settings.options().entrySet()) {
      if (!option.getKey().equals(OPTION)) {
        throw PluginException.badInput(
            "SELF1E has no option \"%s\"; its only one is %s".formatted(option.getKey(), OPTION));
      }
    }
    String asked = settings.options().getOrDefault(OPTION, TRUE_PADDING.value);
    for (PaddingRule each : values()) {
      if (each.value.equals(asked)) {
        return each;
      }
    }
    throw PluginException.badInput(
        "the option %s is %s or %s, not \"%s\""
            .formatted(OPTION, TRUE_PADDING.value, ID_ZERO.value, asked));
  }
}

package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.checkpoint.Fingerprint;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import java.util.List;
import java.util.Map;

/**
 * The options that SELF1E alone knows. Each changes answers, so a model with one that is not at its
 * default is another version.
 *
 * @param padding {@code padding=true} (default) or {@code padding=id-zero}
 * @param draftDecoding {@code decoding=exact} (default), or {@code decoding=draft}: large pictures
 *     may lose pixels while they are decoded, down to what the tiles need
 */
record Self1eOptions(PaddingRule padding, boolean draftDecoding) {
  private static final String PADDING = "padding";
  private static final String DECODING = "decoding";
  private static final String EXACT = "exact";
  private static final String DRAFT = "draft";
  private static final List<String> NAMES = List.of(DECODING, PADDING);

  /**
   * Reads a model's settings.
   *
   * @throws PluginException {@code BAD_INPUT} where they hold an option or a value that SELF1E
   *     doesn't know
   */
  static Self1eOptions of(ModelSettings settings) {
    Map<String, String> options = settings.options();
    for (String name : options.keySet()) {
      if (!NAMES.contains(name)) {
        throw PluginException.badInput(
            "SELF1E has no option \"%s\"; it has %s".formatted(name, String.join(", ", NAMES)));
      }
    }
    PaddingRule padding =
        chosen(options, PADDING, PaddingRule.TRUE_PADDING.value(), PaddingRule.ID_ZERO.value())
            ? PaddingRule.ID_ZERO
            : PaddingRule.TRUE_PADDING;
    return new Self1eOptions(padding, chosen(options, DECODING, EXACT, DRAFT));
  }

  /** Returns whether the other of an option's two values is asked for. */
  private static boolean chosen(
      Map<String, String> options, String name, String usual, String other) {
    String asked = options.getOrDefault(name, usual);
    if (!asked.equals(usual) && !asked.equals(other)) {
      throw PluginException.badInput(
          "the option %s is %s or %s, not \"%s\"".formatted(name, usual, other, asked));
    }
    return asked.equals(other);
  }

  /** Adds what is not at its default to a model's identity. */
  void addTo(Fingerprint fingerprint) {
    if (padding != PaddingRule.TRUE_PADDING) {
      fingerprint.option(PADDING, padding.name());
    }
    if (draftDecoding) {
      fingerprint.option(DECODING, DRAFT);
    }
  }
}

package io.prelabel.integration.labelstudio.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a {@code Label} or {@code Choice} tag. */
final class LabelReader {
  private LabelReader() {}

  /**
   * Returns the label, or empty where it has neither value nor alias: Label Studio skips it too.
   */
  static Optional<ConfiguredLabel> read(TagAttributes attributes) {
    String value = attributes.text("value");
    String alias = attributes.text("alias");
    String shown = value.isBlank() ? alias : value;
    if (shown.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfiguredLabel(
            shown,
            alias.isEmpty() ? Optional.empty() : Optional.of(alias),
            words(attributes.text("predicted_values")),
            CssColour.parse(attributes.text("background"))));
  }

  private static List<String> words(String predictedValues) {
    return Arrays.stream(predictedValues.split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .distinct()
        .toList();
  }
}

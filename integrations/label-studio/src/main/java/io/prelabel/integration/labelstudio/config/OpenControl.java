package io.prelabel.integration.labelstudio.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** A control whose labels are still being read. */
final class OpenControl {
  private static final Set<String> YES = Set.of("1", "true", "yes");

  private final ControlKind kind;
  private final TagAttributes attributes;
  private final OptionalDouble scoreThreshold;
  private final Map<String, ConfiguredLabel> labels = new LinkedHashMap<>();

  /**
   * Takes over what the start of the tag says.
   *
   * @throws IllegalArgumentException with a clause for people where an attribute is wrong
   */
  OpenControl(ControlKind kind, TagAttributes attributes) {
    this.kind = kind;
    this.attributes = attributes;
    this.scoreThreshold = scoreThreshold(attributes.text("model_score_threshold"));
  }

  /** Adds a label; of several that results call the same, the first counts. */
  void add(ConfiguredLabel label) {
    labels.putIfAbsent(label.resultName(), label);
  }

  ControlTag close() {
    boolean dynamic = attributes.text("value").startsWith("$") || attributes.has("apiUrl");
    return new ControlTag(
        kind,
        attributes.text("name"),
        List.of(attributes.text("toName").split(",")),
        List.copyOf(labels.values()),
        attributes.text("choice").equals("multiple"),
        isYes("smart"),
        scoreThreshold,
        dynamic,
        isYes("model_skip") || isYes("perRegion") || isYes("perItem"));
  }

  private boolean isYes(String attribute) {
    return YES.contains(attributes.text(attribute).toLowerCase(Locale.ROOT));
  }

  private static OptionalDouble scoreThreshold(String text) {
    if (text.isBlank()) {
      return OptionalDouble.empty();
    }
    double threshold;
    try {
      threshold = Double.parseDouble(text.strip());
    } catch (NumberFormatException notANumber) {
      threshold = Double.NaN;
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "model_score_threshold %s is not a number from 0 to 1".formatted(Names.quoted(text)));
    }
    return OptionalDouble.of(threshold);
  }
}

package io.prelabel.integration.labelstudio.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A control of a configuration.
 *
 * @param kind which tag it is
 * @param name what results call it in {@code from_name}; unique in the configuration
 * @param toNames the objects that it labels
 * @param labels in the order written, result names unique; empty for bare shapes and where {@code
 *     dynamic}
 * @param multiple whether a result may hold several labels ({@code choice="multiple"})
 * @param smart whether people may use it to ask the model interactively
 * @param scoreThreshold {@code model_score_threshold}, in [0, 1]: a convention of Label Studio's ML
 *     backends for the confidence below which a thing is left out
 * @param dynamic whether its labels come from each task, so that none is known beforehand
 * @param skipped whether models are told to leave it alone ({@code model_skip}), or it belongs to
 *     regions that people draw ({@code perRegion}) or to pages ({@code perItem})
 */
public record ControlTag(
    ControlKind kind,
    String name,
    List<String> toNames,
    List<ConfiguredLabel> labels,
    boolean multiple,
    boolean smart,
    OptionalDouble scoreThreshold,
    boolean dynamic,
    boolean skipped) {
  public ControlTag {
    toNames = List.copyOf(toNames);
    labels = List.copyOf(labels);
  }

  /** Returns the label that a result names so. */
  Optional<ConfiguredLabel> byResultName(String resultName) {
    return labels.stream().filter(each -> each.resultName().equals(resultName)).findFirst();
  }
}

package io.prelabel.integration.labelstudio.config;

import java.util.List;
import java.util.Optional;

/**
 * A {@code Label} or {@code Choice} of a configuration.
 *
 * @param value what people see
 * @param alias what results say instead of the value, where there is one
 * @param predictedValues words of {@code predicted_values="car, truck"}, stripped, without repeats;
 *     empty where the attribute is missing. It is a convention of Label Studio's ML backends: what
 *     a model may call the thing
 * @param colour {@code #rrggbb}, or empty where none is given or none that we know
 */
public record ConfiguredLabel(
    String value, Optional<String> alias, List<String> predictedValues, Optional<String> colour) {
  public ConfiguredLabel {
    predictedValues = List.copyOf(predictedValues);
  }

  /** Returns what a result must say: the alias, else the value. Another word is dropped. */
  public String resultName() {
    return alias.orElse(value);
  }

  /** Returns what the model is asked: the predicted values, else the label's own value. */
  public List<String> words() {
    return predictedValues.isEmpty() ? List.of(value) : predictedValues;
  }
}

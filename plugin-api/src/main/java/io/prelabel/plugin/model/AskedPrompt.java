package io.prelabel.plugin.model;

import java.util.OptionalDouble;

/**
 * A prompt and the gate in front of its mask.
 *
 * @param prompt what is asked
 * @param presenceThreshold the model is first asked whether the thing is there at all, and answers
 *     without a mask where the probability is below this, in [0, 1] (0 asks and always goes on);
 *     empty where only the mask is wanted
 */
public record AskedPrompt(Prompt prompt, OptionalDouble presenceThreshold) {
  public AskedPrompt {
    if (presenceThreshold.isPresent()
        && !(presenceThreshold.getAsDouble() >= 0 && presenceThreshold.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "presence threshold %s is not from 0 to 1".formatted(presenceThreshold.getAsDouble()));
    }
  }
}

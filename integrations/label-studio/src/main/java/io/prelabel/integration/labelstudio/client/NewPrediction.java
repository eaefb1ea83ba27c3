package io.prelabel.integration.labelstudio.client;

import java.util.List;

/**
 * A prediction to be written.
 *
 * @param task its task's id
 * @param modelVersion never empty
 * @param score 0 to 1
 * @param result regions, anything that Jackson writes as Label Studio's JSON; empty for "nothing is
 *     there"
 */
public record NewPrediction(long task, String modelVersion, double score, List<?> result) {
  public NewPrediction {
    if (modelVersion.isEmpty() || !(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("a prediction needs a model version and a score in 0..1");
    }
    result = List.copyOf(result);
  }
}

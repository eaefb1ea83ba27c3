package io.prelabel.integration.labelstudio.client;

import tools.jackson.databind.JsonNode;

/**
 * A prediction that Label Studio holds.
 *
 * @param modelVersion empty where the server holds none
 * @param score 0 where the server holds none
 * @param result the regions, as a JSON array
 */
public record StoredPrediction(
    long id, long task, String modelVersion, double score, JsonNode result) {

  static StoredPrediction of(JsonNode prediction) {
    return new StoredPrediction(
        prediction.path("id").asLong(0),
        prediction.path("task").asLong(0),
        prediction.path("model_version").asString(""),
        prediction.path("score").asDouble(0),
        prediction.path("result"));
  }
}

package io.prelabel.integration.labelstudio.client;

import tools.jackson.databind.JsonNode;

/**
 * One task.
 *
 * @param data what the {@code $keys} of the labeling configuration name
 * @param updatedAt ISO 8601, as the server gave it; moves with each annotation
 * @param annotations people's work, as a JSON array; empty where it was not asked for
 * @param predictions every stored prediction, as a JSON array; empty where it was not asked for
 */
public record LabelStudioTask(
    long id, JsonNode data, String updatedAt, JsonNode annotations, JsonNode predictions) {

  static LabelStudioTask of(JsonNode task) {
    return new LabelStudioTask(
        task.path("id").asLong(0),
        task.path("data"),
        task.path("updated_at").asString(""),
        array(task.path("annotations")),
        array(task.path("predictions")));
  }

  private static JsonNode array(JsonNode node) {
    return node.isArray() ? node : Json.MAPPER.createArrayNode();
  }
}

package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.PluginException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One object of {@code config.json}, read with messages that name file and key.
 *
 * @param file for messages
 * @param path the object's place in the file ("vision_config."), empty at the top
 * @param node the object
 */
record ConfigSection(Path file, String path, JsonNode node) {
  /** Wide enough for any model that this format will ever hold, small enough to multiply. */
  private static final int MAXIMUM = 1 << 20;

  private static final int MAXIMUM_LAYERS = 1000;

  ConfigSection section(String key) {
    JsonNode child = node.path(key);
    if (!child.isObject()) {
      throw bad(key, "is missing; use the config.json that belongs to the checkpoint");
    }
    return new ConfigSection(file, path + key + ".", child);
  }

  boolean has(String key) {
    return !node.path(key).isMissingNode() && !node.path(key).isNull();
  }

  int positive(String key) {
    return positiveUpTo(MAXIMUM, key);
  }

  /** A number of layers: few enough that their names can be listed. */
  int layers(String key) {
    return positiveUpTo(MAXIMUM_LAYERS, key);
  }

  private int positiveUpTo(int maximum, String key) {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.asInt() < 1
        || value.asInt() > maximum) {
      throw bad(
          key, "must be a whole number from 1 to %d, not %s".formatted(maximum, shown(value)));
    }
    return value.asInt();
  }

  int positive(String key, int otherwise) {
    return has(key) ? positive(key) : otherwise;
  }

  double positiveDouble(String key) {
    JsonNode value = node.path(key);
    if (!value.isNumber() || !(value.asDouble() > 0) || Double.isInfinite(value.asDouble())) {
      throw bad(key, "must be a positive number, not " + shown(value));
    }
    return value.asDouble();
  }

  boolean flag(String key, boolean otherwise) {
    JsonNode value = node.path(key);
    if (!has(key)) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw bad(key, "must be true or false, not " + shown(value));
    }
    return value.asBoolean();
  }

  Optional<String> text(String key) {
    JsonNode value = node.path(key);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  /** Refuses a setting whose other values are legal in the format but change the computation. */
  void expect(String key, JsonNode value, boolean matches) {
    if (!matches) {
      throw new Unsupported("%s: %s%s = %s".formatted(file, path, key, shown(value)));
    }
  }

  /** Refuses a setting that is there and differs. */
  void expectText(String key, String only) {
    JsonNode value = node.path(key);
    expect(key, value, !has(key) || only.equals(value.asString("")));
  }

  PluginException bad(String key, String problem) {
    return PluginException.badInput("%s: %s%s %s".formatted(file, path, key, problem));
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "missing" : value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}

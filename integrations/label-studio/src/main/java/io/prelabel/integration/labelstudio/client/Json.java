package io.prelabel.integration.labelstudio.client;

import tools.jackson.databind.json.JsonMapper;

/** The one mapper of this package; thread-safe. */
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}

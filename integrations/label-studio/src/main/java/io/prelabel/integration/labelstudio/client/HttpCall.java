package io.prelabel.integration.labelstudio.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request below the base URL.
 *
 * @param method GET, POST or PATCH
 * @param path starts with a slash; query included, encoded
 * @param body JSON, or null
 * @param what what is asked for, in words for messages, such as "project 7"
 * @param secrets texts in the body that no message may repeat, even where the server quotes them
 */
@SuppressWarnings("ArrayRecordComponent") // the body is written once, by whoever makes the call
record HttpCall(
    String method, String path, byte @Nullable [] body, String what, List<String> secrets) {

  static final String TOKEN_EXCHANGE = "/api/token/refresh/";

  static HttpCall get(String path, String what) {
    return new HttpCall("GET", path, null, what, List.of());
  }

  static HttpCall post(String path, byte[] body, String what) {
    return new HttpCall("POST", path, body, what, List.of());
  }

  /**
   * Returns whether doing it twice is doing it once: GET reads, our PATCHes set values, and an
   * exchanged token is not kept by the server. Every other POST creates something.
   */
  boolean isRepeatable() {
    return !method.equals("POST") || path.equals(TOKEN_EXCHANGE);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}

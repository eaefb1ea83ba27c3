package io.prelabel.integration.labelstudio.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user and a password for HTTP basic authentication (RFC 7617); the password is not printed. */
public record BasicAuth(String user, String password) {

  /** Returns the value of an {@code Authorization} header. */
  public String header() {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return "basic authentication as " + user;
  }
}

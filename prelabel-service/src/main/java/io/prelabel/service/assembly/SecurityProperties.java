package io.prelabel.service.assembly;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may use the service.
 *
 * @param password of the user {@code prelabel}; without one, one is generated at the first start
 */
@ConfigurationProperties("prelabel.security")
public record SecurityProperties(@Nullable String password) {
  private static final int SHORTEST = 8;

  /** BCrypt reads no further. */
  private static final int MOST_BYTES = 72;

  public SecurityProperties {
    if (password != null && !password.isEmpty()) {
      if (password.length() < SHORTEST) {
        throw new IllegalArgumentException(
            "the password has fewer than %d characters".formatted(SHORTEST));
      }
      if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
        throw new IllegalArgumentException(
            "the password has more than %d bytes".formatted(MOST_BYTES));
      }
    }
  }

  /** Returns the password that a person chose. */
  public Optional<String> chosen() {
    return Optional.ofNullable(password).filter(each -> !each.isEmpty());
  }

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return "SecurityProperties[password=" + (chosen().isPresent() ? "***" : "none") + "]";
  }
}

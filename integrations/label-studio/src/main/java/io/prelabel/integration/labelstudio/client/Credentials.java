package io.prelabel.integration.labelstudio.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the {@code Authorization} header for Label Studio's own host, and exchanges a personal
 * access token ahead of its end. Thread-safe; threads that come during an exchange wait for it.
 *
 * <p>Whoever takes a header must send it to that host alone, never along a redirect.
 */
public final class Credentials {
  /** An access token is good for 5 minutes; the last one is left to requests under way. */
  private static final Duration USE = Duration.ofMinutes(4);

  private final ApiToken token;
  private final TokenExchange exchange;
  private final Clock clock;
  private @Nullable String header;
  private Instant renewAt = Instant.MIN;

  Credentials(ApiToken token, TokenExchange exchange, Clock clock) {
    this.token = token;
    this.exchange = exchange;
    this.clock = clock;
  }

  /**
   * Returns the header's value, exchanging the token first where the last one is about to end.
   *
   * @throws io.prelabel.plugin.PluginException where Label Studio refuses the exchange or is away
   */
  public synchronized String authorization() {
    if (!token.isPersonal()) {
      return "Token " + token.text();
    }
    String current = header;
    if (current == null || !clock.instant().isBefore(renewAt)) {
      current = exchanged();
      header = current;
    }
    return current;
  }

  /**
   * Answers a 401: returns another header to try once, or nothing where there is no other.
   *
   * @param refused the header that Label Studio refused; another thread may have renewed it already
   * @throws io.prelabel.plugin.PluginException where Label Studio refuses the exchange or is away
   */
  public synchronized Optional<String> renewed(String refused) {
    if (!token.isPersonal()) {
      return Optional.empty();
    }
    if (refused.equals(header)) {
      header = null;
    }
    return Optional.of(authorization());
  }

  private String exchanged() {
    Instant asked = clock.instant();
    String access = exchange.accessToken(token);
    renewAt = asked.plus(USE);
    return "Bearer " + access;
  }

  @Override
  public String toString() {
    return "credentials by " + token;
  }
}

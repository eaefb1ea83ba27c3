package io.prelabel.integration.labelstudio.client;

import java.time.Duration;

/**
 * How often and how patiently a request is repeated that is safe to repeat.
 *
 * @param attempts tries in all, at least 1
 * @param firstPause before the second try; doubled before each further one
 * @param longestPause no pause is longer; where the server asks for more, the request fails at once
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(30));

  public RetryPolicy {
    if (attempts < 1 || firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("retries need 1 attempt and 0 <= firstPause <= longest");
    }
  }

  /** Returns the pause after the given try, the first being 1. */
  Duration pauseAfter(int attempt) {
    Duration doubled = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }
}

package io.prelabel.db.run;

import io.prelabel.plugin.FailureCategory;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a transient failure is tried again, and after what time: the delay doubles with each
 * attempt.
 *
 * @param maxAttempts attempts in all, at least 1
 * @param firstDelay between the first and the second attempt
 * @param maxDelay upper bound
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration maxDelay) {
  /** Three attempts, 2 and 4 seconds apart. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofMinutes(1));

  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("%d attempts are below 1".formatted(maxAttempts));
    }
  }

  /** Returns how long to wait before the next attempt, or empty where there is none. */
  public Optional<Duration> delayAfter(FailureCategory category, int attempt) {
    if (!category.isTransient() || attempt >= maxAttempts) {
      return Optional.empty();
    }
    Duration delay = firstDelay.multipliedBy(1L << Math.min(attempt - 1, 20));
    return Optional.of(delay.compareTo(maxDelay) < 0 ? delay : maxDelay);
  }
}

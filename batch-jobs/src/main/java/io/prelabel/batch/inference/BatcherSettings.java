package io.prelabel.batch.inference;

import java.time.Duration;

/**
 * How requests are gathered.
 *
 * @param queueCapacity requests of persons, and as many of runs, that may wait, at least 1; bounds
 *     the memory of prepared images
 * @param gatherTime how long the first request of a batch waits for company; zero for none
 */
public record BatcherSettings(int queueCapacity, Duration gatherTime) {
  /** 64 waiting requests, 4 milliseconds. */
  public static final BatcherSettings DEFAULT = new BatcherSettings(64, Duration.ofMillis(4));

  public BatcherSettings {
    if (queueCapacity < 1 || gatherTime.isNegative()) {
      throw new IllegalArgumentException(
          "bad batcher settings: capacity %d, gather time %s".formatted(queueCapacity, gatherTime));
    }
  }
}

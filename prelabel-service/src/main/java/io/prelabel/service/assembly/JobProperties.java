package io.prelabel.service.assembly;

import io.prelabel.batch.inference.BatcherSettings;
import io.prelabel.batch.prelabel.PrelabelSettings;
import io.prelabel.db.run.RetryPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How runs are worked on; the words are those of {@link PrelabelSettings} and {@link
 * BatcherSettings}.
 *
 * @param chunkSize images per transaction
 * @param window images in flight, per device; bounds memory
 * @param decoderThreads threads that decode pictures and cut masks, per device
 * @param maxAttempts how often an image is tried where the failure may pass
 * @param firstDelay before the second attempt; doubles from then on
 * @param maxDelay longest time between two attempts
 * @param heartbeatInterval how often this process says that it is alive
 * @param deadAfter silence after which another process's runs are taken over
 * @param stopPatience how long the end of the program waits for runs to stop
 * @param resumeAfterCrash whether the service resumes runs whose process died
 * @param queueCapacity requests that may wait for the model
 * @param gatherTime how long the first request of a batch waits for company
 */
@ConfigurationProperties("prelabel.jobs")
public record JobProperties(
    @DefaultValue("4") int chunkSize,
    @DefaultValue("16") int window,
    @DefaultValue("2") int decoderThreads,
    @DefaultValue("3") int maxAttempts,
    @DefaultValue("2s") Duration firstDelay,
    @DefaultValue("1m") Duration maxDelay,
    @DefaultValue("5s") Duration heartbeatInterval,
    @DefaultValue("30s") Duration deadAfter,
    @DefaultValue("20s") Duration stopPatience,
    @DefaultValue("true") boolean resumeAfterCrash,
    @DefaultValue("64") int queueCapacity,
    @DefaultValue("4ms") Duration gatherTime) {
  public JobProperties {
    refuseUnless(chunkSize >= 1, "chunk-size is 1 or more");
    refuseUnless(window >= chunkSize, "window is chunk-size or more");
    refuseUnless(decoderThreads >= 1, "decoder-threads is 1 or more");
    refuseUnless(maxAttempts >= 1, "max-attempts is 1 or more");
    refuseUnless(heartbeatInterval.toMillis() >= 1, "heartbeat-interval is 1ms or more");
    refuseUnless(
        deadAfter.compareTo(heartbeatInterval.multipliedBy(2)) >= 0,
        "dead-after is two heartbeats or more");
    refuseUnless(queueCapacity >= 1, "queue-capacity is 1 or more");
    refuseUnless(!gatherTime.isNegative(), "gather-time is 0 or more");
  }

  /** Said here, under the name that was written wrong, and not where the values are used. */
  private static void refuseUnless(boolean isRight, String rule) {
    if (!isRight) {
      throw new IllegalArgumentException(rule);
    }
  }

  /**
   * Returns the part that is about runs.
   *
   * @param devices that are to be kept busy, at least 1
   */
  PrelabelSettings runs(int devices) {
    return new PrelabelSettings(
        chunkSize,
        window * devices,
        decoderThreads * devices,
        new RetryPolicy(maxAttempts, firstDelay, maxDelay),
        heartbeatInterval,
        deadAfter,
        stopPatience);
  }

  /** Returns the part that is about the model's queue. */
  BatcherSettings batcher() {
    return new BatcherSettings(queueCapacity, gatherTime);
  }
}

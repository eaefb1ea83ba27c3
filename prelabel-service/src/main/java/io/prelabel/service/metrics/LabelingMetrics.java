package io.prelabel.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.prelabel.batch.inference.BatchListener;
import io.prelabel.batch.prelabel.RunListener;
import io.prelabel.db.run.Run;
import java.time.Duration;

/** Counts what the model and the runs do. Thread-safe. */
public final class LabelingMetrics implements BatchListener, RunListener {
  private final MeterRegistry registry;
  private final DistributionSummary batchSize;
  private final DistributionSummary batchTokens;
  private final Timer waiting;
  private final Timer inference;
  private final Counter images;

  public LabelingMetrics(MeterRegistry registry) {
    this.registry = registry;
    batchSize =
        DistributionSummary.builder("prelabel.batch.images")
            .description("Images per batch")
            .register(registry);
    batchTokens =
        DistributionSummary.builder("prelabel.batch.tokens")
            .description("Tokens per batch")
            .register(registry);
    waiting =
        Timer.builder("prelabel.batch.wait")
            .description("How long the request waited that waited longest in its batch")
            .register(registry);
    inference =
        Timer.builder("prelabel.batch.inference")
            .description("Forward pass of a batch")
            .register(registry);
    images =
        Counter.builder("prelabel.images.ended")
            .description("Images that runs are through with, well or not")
            .register(registry);
  }

  @Override
  public void onBatch(int requests, int tokens, double longestWaitMillis, double inferenceMillis) {
    batchSize.record(requests);
    batchTokens.record(tokens);
    waiting.record(duration(longestWaitMillis));
    inference.record(duration(inferenceMillis));
  }

  @Override
  public void onItemsEnded(long runId, int count) {
    images.increment(count);
  }

  @Override
  public void onEnded(Run run) {
    Counter.builder("prelabel.runs.ended")
        .description("Runs by the state that they ended in")
        .tag("state", run.state().word())
        .register(registry)
        .increment();
  }

  private static Duration duration(double millis) {
    return Duration.ofNanos((long) (millis * 1e6));
  }
}

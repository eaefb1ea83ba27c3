package io.prelabel.batch.prelabel;

import io.prelabel.db.run.ClaimedItem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The images of a run that are on their way, and those that have come out and wait to be taken.
 * Used by one thread; images come out on others.
 */
final class InFlight {
  private final ImagePipeline pipeline;
  private final BlockingQueue<ItemResult> finished = new LinkedBlockingQueue<>();
  private int count;

  InFlight(ImagePipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** Returns the number of images that have been sent and not yet been taken. */
  int count() {
    return count;
  }

  void send(PlannedItem planned) {
    count++;
    ClaimedItem item = planned.item();
    start(planned).whenComplete((result, failure) -> finished.add(toResult(item, result, failure)));
  }

  /** Takes one that has come out, waiting for it if need be. */
  Optional<ItemResult> take(Duration patience) throws InterruptedException {
    ItemResult result = finished.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (result != null) {
      count--;
    }
    return Optional.ofNullable(result);
  }

  /** Calls back those whose batch has not begun; what comes out after this is of no use. */
  void cancel() {
    pipeline.callBack();
  }

  private CompletableFuture<ItemResult> start(PlannedItem planned) {
    try {
      return pipeline.label(planned);
    } catch (RejectedExecutionException shuttingDown) {
      return CompletableFuture.failedFuture(shuttingDown);
    }
  }

  private static ItemResult toResult(
      ClaimedItem item, @Nullable ItemResult result, @Nullable Throwable failure) {
    if (result != null) {
      return result;
    }
    Throwable cause = failure == null ? new IllegalStateException("no result") : failure;
    return new ItemResult.Failed(item, ItemFailures.of(item, cause));
  }
}

package io.prelabel.batch.prelabel;

import io.prelabel.db.run.ClaimedItem;
import io.prelabel.db.run.ItemFailure;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts into words why an image could not be labeled. */
final class ItemFailures {
  private static final Logger LOG = LoggerFactory.getLogger(ItemFailures.class);

  private ItemFailures() {}

  static ItemFailure of(ClaimedItem item, Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof PluginException known) {
      return new ItemFailure(known.category(), String.valueOf(known.getMessage()));
    }
    if (cause instanceof CancellationException) {
      return new ItemFailure(FailureCategory.UNAVAILABLE, "called back before it was its turn");
    }
    if (cause instanceof RejectedExecutionException) {
      return new ItemFailure(FailureCategory.UNAVAILABLE, "the program is shutting down");
    }
    if (cause instanceof OutOfMemoryError) {
      return new ItemFailure(
          FailureCategory.OVER_CAPACITY,
          "the program ran out of memory on it; give it more with -Xmx, or use fewer threads");
    }
    LOG.error("Run {}, image {}: unexpected failure.", item.runId(), item.image().id(), cause);
    return new ItemFailure(
        FailureCategory.BUG,
        "unexpected failure (%s); the log holds the details"
            .formatted(cause.getClass().getSimpleName()));
  }
}

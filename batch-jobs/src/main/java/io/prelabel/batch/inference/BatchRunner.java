package io.prelabel.batch.inference;

import io.prelabel.batch.inference.PendingRequest.FirstTry;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ImageAnswer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs batches on one replica and completes their futures. Used by its engine thread alone. */
final class BatchRunner {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

  private final Replica replica;
  private final SharedQueue queue;
  private final BatchListener listener;

  BatchRunner(Replica replica, SharedQueue queue, BatchListener listener) {
    this.replica = replica;
    this.queue = queue;
    this.listener = listener;
  }

  /**
   * Runs a batch: in parts, where memory doesn't hold the whole; request by request, where it fails
   * otherwise. Never throws.
   */
  void run(List<PendingRequest> batch) {
    Deque<List<PendingRequest>> left = new ArrayDeque<>();
    left.push(batch);
    while (!left.isEmpty()) {
      List<PendingRequest> next = left.pop();
      int fitting = fitting(next);
      if (fitting < next.size()) {
        left.push(next.subList(fitting, next.size()));
        next = next.subList(0, fitting);
      }
      List<List<PendingRequest>> again = attempt(next);
      for (int i = again.size() - 1; i >= 0; i--) {
        left.push(again.get(i));
      }
    }
  }

  /** Returns how many requests, from the first on, the replica's memory holds; at least one. */
  private int fitting(List<PendingRequest> batch) {
    long budget = replica.budget().tokens();
    long tokens = batch.get(0).tokens();
    int fitting = 1;
    while (fitting < batch.size() && tokens + batch.get(fitting).tokens() <= budget) {
      tokens += batch.get(fitting).tokens();
      fitting++;
    }
    return fitting;
  }

  /** Tries a batch; returns the batches that are to be tried in its place. */
  private List<List<PendingRequest>> attempt(List<PendingRequest> batch) {
    long begin = System.nanoTime();
    try {
      complete(batch, segment(batch), begin);
    } catch (Throwable failure) { // of native code as well; the engine thread must live on
      if (batch.size() > 1) {
        return smaller(batch, failure);
      }
      fail(batch.get(0), describe(failure));
    }
    tell(batch, begin);
    return List.of();
  }

  private List<List<PendingRequest>> smaller(List<PendingRequest> batch, Throwable failure) {
    if (isOverCapacity(failure)) {
      if (replica.budget().outOfMemory(tokens(batch))) {
        LOG.warn(
            "Memory on {} does not hold a batch of {} tokens; it gets {} at most from now on.",
            replica.device(),
            tokens(batch),
            replica.budget().tokens());
      }
      return List.of(batch); // which no longer fits, so that it is cut
    }
    LOG.info("A batch of {} failed ({}); trying one by one.", batch.size(), failure.toString());
    return batch.stream().map(List::of).toList();
  }

  private List<ImageAnswer> segment(List<PendingRequest> batch) {
    List<ImageAnswer> answers =
        replica.model().segment(batch.stream().map(PendingRequest::request).toList());
    boolean isWhole = answers.size() == batch.size();
    for (int i = 0; isWhole && i < batch.size(); i++) {
      isWhole = answers.get(i).answers(batch.get(i).request().questions());
    }
    if (!isWhole) {
      throw new IllegalStateException(
          "model %s did not answer every question".formatted(replica.model().version().id()));
    }
    return answers;
  }

  private void complete(List<PendingRequest> batch, List<ImageAnswer> answers, long begin) {
    replica.answered();
    if (replica.budget().succeeded(tokens(batch))) {
      LOG.info("Memory on {}: trying {} tokens.", replica.device(), replica.budget().tokens());
    }
    batch.forEach(each -> each.firstTry().ifPresent(this::blame));
    double inferenceMillis = millis(System.nanoTime() - begin);
    for (int i = 0; i < batch.size(); i++) {
      PendingRequest each = batch.get(i);
      double waitMillis = millis(begin - each.submittedAt());
      each.future()
          .complete(new Inference(answers.get(i), waitMillis, inferenceMillis, batch.size()));
    }
  }

  /** This replica answered what another one could not. */
  private void blame(FirstTry failed) {
    if (failed.replica().isSuspect() && queue.retire(failed.replica())) {
      LOG.error("{}", failed.replica().check().problem().orElseThrow());
    }
  }

  private void fail(PendingRequest request, PluginException failure) {
    boolean isBug = failure.category() == FailureCategory.BUG;
    if (isBug) {
      replica.failed(failure);
    }
    boolean isTriedAgain =
        isBug
            && request.firstTry().isEmpty()
            && queue.offerToOthers(request, new FirstTry(replica, failure));
    if (!isTriedAgain) {
      request.future().completeExceptionally(failure);
    }
  }

  private void tell(List<PendingRequest> batch, long begin) {
    long longestWait = batch.stream().mapToLong(e -> begin - e.submittedAt()).max().orElse(0);
    try {
      listener.onBatch(
          batch.size(),
          Math.toIntExact(tokens(batch)),
          millis(longestWait),
          millis(System.nanoTime() - begin));
    } catch (Throwable e) { // as above
      LOG.warn("A batch listener failed.", e);
    }
  }

  private static boolean isOverCapacity(Throwable failure) {
    return failure instanceof OutOfMemoryError
        || (failure instanceof PluginException known
            && known.category() == FailureCategory.OVER_CAPACITY);
  }

  private static PluginException describe(Throwable failure) {
    if (failure instanceof PluginException known) {
      return known;
    }
    if (failure instanceof OutOfMemoryError) {
      return new PluginException(
          FailureCategory.OVER_CAPACITY,
          "The model ran out of memory on this request; use fewer prompts, or give it more memory.",
          failure);
    }
    LOG.error("The model failed.", failure);
    return new PluginException(
        FailureCategory.BUG,
        "The model failed (%s); the log holds the details."
            .formatted(failure.getClass().getSimpleName()),
        failure);
  }

  private static long tokens(List<PendingRequest> batch) {
    return batch.stream().mapToLong(PendingRequest::tokens).sum();
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}

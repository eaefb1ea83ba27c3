package io.prelabel.batch.inference;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.SegmentationModel;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs batches and completes their futures. Used by the engine thread alone. */
final class BatchRunner {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

  private final SegmentationModel model;
  private final BatchListener listener;

  BatchRunner(SegmentationModel model, BatchListener listener) {
    this.model = model;
    this.listener = listener;
  }

  /** Runs a batch; where it fails, each of its requests by itself. Never throws. */
  void run(List<PendingRequest> batch) {
    long begin = System.nanoTime();
    try {
      complete(batch, segment(batch), begin);
    } catch (Throwable failure) { // of native code as well; the engine thread must live on
      if (batch.size() == 1) {
        batch.get(0).future().completeExceptionally(describe(failure));
      } else {
        LOG.info("A batch of {} failed ({}); trying one by one.", batch.size(), failure.toString());
        batch.forEach(each -> run(List.of(each)));
        return; // each has told the listener
      }
    }
    tell(batch, begin);
  }

  private List<ImageAnswer> segment(List<PendingRequest> batch) {
    List<ImageAnswer> answers = model.segment(batch.stream().map(PendingRequest::request).toList());
    boolean isWhole = answers.size() == batch.size();
    for (int i = 0; isWhole && i < batch.size(); i++) {
      isWhole = answers.get(i).answers(batch.get(i).request().questions());
    }
    if (!isWhole) {
      throw new IllegalStateException(
          "model %s did not answer every question".formatted(model.version().id()));
    }
    return answers;
  }

  private static void complete(List<PendingRequest> batch, List<ImageAnswer> answers, long begin) {
    double inferenceMillis = millis(System.nanoTime() - begin);
    for (int i = 0; i < batch.size(); i++) {
      PendingRequest each = batch.get(i);
      double waitMillis = millis(begin - each.submittedAt());
      each.future()
          .complete(new Inference(answers.get(i), waitMillis, inferenceMillis, batch.size()));
    }
  }

  private void tell(List<PendingRequest> batch, long begin) {
    int tokens = batch.stream().mapToInt(PendingRequest::tokens).sum();
    long longestWait = batch.stream().mapToLong(e -> begin - e.submittedAt()).max().orElse(0);
    try {
      listener.onBatch(
          batch.size(), tokens, millis(longestWait), millis(System.nanoTime() - begin));
    } catch (Throwable e) { // as above
      LOG.warn("A batch listener failed.", e);
    }
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

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}

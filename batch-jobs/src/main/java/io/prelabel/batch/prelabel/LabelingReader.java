package io.prelabel.batch.prelabel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Keeps a window of images on their way through the pipeline and reads those that have come out, in
 * the order in which they do. The window is larger than a chunk, so the engine has work while a
 * chunk is written.
 *
 * <p>A transient failure is put back right here and not read: the step must not end while an item
 * waits for another attempt, and what the writer puts back would come too late for that.
 *
 * <p>When asked to stop (by the signal, by Spring Batch, or by an interrupt) it hands over what has
 * come out already and then ends the step as STOPPED; the rest goes back to the queue at the end of
 * the job.
 */
final class LabelingReader implements ItemStreamReader<ItemResult>, StepExecutionListener {
  private static final Duration PULSE = Duration.ofMillis(100);

  private final ItemClaims claims;
  private final InFlight inFlight;
  private final PrelabelSettings settings;
  private final StopSignal stop;

  private @Nullable StepExecution step;
  private boolean isDry;
  private long drySince;

  LabelingReader(ItemClaims claims, InFlight inFlight, PrelabelSettings settings, StopSignal stop) {
    this.claims = claims;
    this.inFlight = inFlight;
    this.settings = settings;
    this.stop = stop;
  }

  @Override
  public void beforeStep(StepExecution stepExecution) {
    step = stepExecution;
  }

  @Override
  public @Nullable ItemResult read() {
    try {
      boolean thereIsMore = true;
      while (thereIsMore) {
        boolean isStopping = stop.isGiven() || (step != null && step.isTerminateOnly());
        Refill refill = isStopping ? Refill.NOT_NOW : refill();
        boolean isWorthWaiting = inFlight.count() > 0 || refill != Refill.SOME;
        Optional<ItemResult> result =
            inFlight.take(isWorthWaiting && !isStopping ? PULSE : Duration.ZERO);
        if (result.isPresent() && !wasPutBack(result.get())) {
          return result.get();
        }
        if (isStopping && result.isEmpty()) {
          return endAsStopped();
        }
        thereIsMore =
            isStopping
                || inFlight.count() > 0
                || refill != Refill.DRY
                || claims.isSomethingToCome();
      }
      return null;
    } catch (InterruptedException e) {
      return endAsStopped(); // the interrupt has done what it was for
    }
  }

  @Override
  public void close() {
    inFlight.cancel();
  }

  /** What filling the window brought. */
  private enum Refill {
    /** Something was claimed, if only what was known already. */
    SOME,
    /** There was nothing to claim. */
    DRY,
    /** The window is full enough, or nothing was there a moment ago. */
    NOT_NOW
  }

  /** Fills the window where a quarter of it is free. */
  private Refill refill() {
    int free = settings.window() - inFlight.count();
    boolean isWorthIt = inFlight.count() == 0 || free >= Math.max(1, settings.window() / 4);
    // not by the wall clock: where that is set back, the run would stand still
    boolean isTooSoon = isDry && System.nanoTime() - drySince < PULSE.toNanos();
    if (!isWorthIt || isTooSoon) {
      return Refill.NOT_NOW;
    }
    ItemClaims.Claimed claimed = claims.claim(free);
    claimed.toWorkOn().forEach(inFlight::send);
    isDry = claimed.isDry();
    drySince = System.nanoTime();
    return isDry ? Refill.DRY : Refill.SOME;
  }

  private boolean wasPutBack(ItemResult result) {
    return result instanceof ItemResult.Failed failed && claims.putBack(failed, settings);
  }

  private @Nullable ItemResult endAsStopped() {
    if (step != null) {
      step.setTerminateOnly();
    }
    return null;
  }
}

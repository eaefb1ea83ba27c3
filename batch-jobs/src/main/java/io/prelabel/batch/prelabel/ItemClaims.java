package io.prelabel.batch.prelabel;

import io.prelabel.batch.support.Ledger;
import io.prelabel.db.StaleStateException;
import io.prelabel.db.prediction.CopiedAnswers;
import io.prelabel.db.run.ClaimedItem;
import io.prelabel.db.run.ItemTimings;
import io.prelabel.db.run.RetryPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes queued items of a run, each time in a short transaction of its own, so that a claim is seen
 * by everyone at once and outlives the chunk. What has been answered before is copied right there
 * and never reaches the model.
 */
final class ItemClaims {
  private static final Logger LOG = LoggerFactory.getLogger(ItemClaims.class);

  private final Ledger ledger;
  private final RunContext context;
  private final RunListener listener;
  private final Clock clock;

  ItemClaims(Ledger ledger, RunContext context, RunListener listener, Clock clock) {
    this.ledger = ledger;
    this.context = context;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Takes up to {@code limit} items that are due.
   *
   * @return those to be worked on; {@code isDry} where there was nothing to take
   */
  Claimed claim(int limit) {
    Instant now = clock.instant();
    long runId = context.run().id();
    List<ClaimedItem> toWorkOn = new ArrayList<>();
    List<ClaimedItem> claimed =
        ledger.inOwnTransaction(
            () -> {
              List<ClaimedItem> items =
                  ledger.workItems().claim(runId, context.owner(), limit, now);
              for (ClaimedItem item : items) {
                if (!copied(item, now)) {
                  toWorkOn.add(item);
                }
              }
              return items;
            });
    if (claimed.size() > toWorkOn.size()) {
      listener.onItemsEnded(runId, claimed.size() - toWorkOn.size());
    }
    return new Claimed(toWorkOn, claimed.isEmpty());
  }

  /** Returns whether a later claim may bring something where this one brought nothing. */
  boolean isSomethingToCome() {
    return ledger.workItems().isSomethingToCome(context.run().id(), context.owner());
  }

  /**
   * Puts an item back for a later attempt, where its failure is one that passes.
   *
   * @return false where it is final
   */
  boolean putBack(ItemResult.Failed failed, PrelabelSettings settings) {
    boolean passes =
        settings
            .retryPolicy()
            .delayAfter(failed.failure().category(), failed.item().attempt())
            .isPresent();
    if (passes) {
      queueAgain(failed, settings.retryPolicy());
    }
    return passes;
  }

  private void queueAgain(ItemResult.Failed failed, RetryPolicy policy) {
    try {
      ledger.inOwnTransaction(
          () -> ledger.workItems().fail(failed.item(), failed.failure(), policy, clock.instant()));
    } catch (StaleStateException takenOver) {
      LOG.warn("Failure dropped: {}", takenOver.getMessage());
    }
  }

  private boolean copied(ClaimedItem item, Instant now) {
    Optional<CopiedAnswers> copied =
        ledger
            .predictions()
            .copyFromEqual(
                item.runId(),
                item.image().id(),
                context.modelVersion(),
                context.promptSet().version(),
                now);
    copied.ifPresent(
        c -> ledger.workItems().succeed(item, c.state(), c.notes(), true, ItemTimings.NONE, now));
    return copied.isPresent();
  }

  /** What a claim brought. */
  record Claimed(List<ClaimedItem> toWorkOn, boolean isDry) {}
}

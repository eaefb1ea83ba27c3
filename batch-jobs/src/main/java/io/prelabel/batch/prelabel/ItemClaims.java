package io.prelabel.batch.prelabel;

import io.prelabel.batch.reuse.AnswerPlan;
import io.prelabel.batch.support.Ledger;
import io.prelabel.db.StaleStateException;
import io.prelabel.db.prediction.EarlierAnswers;
import io.prelabel.db.prediction.ImageAnswers;
import io.prelabel.db.run.ClaimedItem;
import io.prelabel.db.run.ItemTimings;
import io.prelabel.db.run.RetryPolicy;
import io.prelabel.db.run.WorkItemState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes queued items of a run, each time in a short transaction of its own, so that a claim is seen
 * by everyone at once and outlives the chunk. What is known from earlier runs is decided and stored
 * right there: neither the picture nor the model is needed for it.
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
    List<PlannedItem> planned =
        ledger.inOwnTransaction(
            () -> {
              List<PlannedItem> items =
                  plan(ledger.workItems().claim(runId, context.owner(), limit, now));
              store(items.stream().filter(each -> each.isKnown()).toList(), now);
              return items;
            });
    List<PlannedItem> toWorkOn = planned.stream().filter(each -> !each.isKnown()).toList();
    if (planned.size() > toWorkOn.size()) {
      listener.onItemsEnded(runId, planned.size() - toWorkOn.size());
    }
    return new Claimed(toWorkOn, planned.isEmpty());
  }

  private List<PlannedItem> plan(List<ClaimedItem> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    List<Long> imageIds = items.stream().map(each -> each.image().id()).toList();
    Map<Long, EarlierAnswers> earlier = ledger.predictions().earlier(imageIds, context.versions());
    return items.stream()
        .map(each -> plan(each, earlier.getOrDefault(each.image().id(), EarlierAnswers.NONE)))
        .toList();
  }

  private PlannedItem plan(ClaimedItem item, EarlierAnswers earlier) {
    AnswerPlan plan = AnswerPlan.of(context.promptSet().promptSet(), context.versions(), earlier);
    return new PlannedItem(item, plan, earlier.notes());
  }

  private void store(List<PlannedItem> known, Instant now) {
    if (known.isEmpty()) {
      return;
    }
    List<ImageAnswers> answers =
        known.stream().map(each -> context.answers(each.item(), each.plan().known())).toList();
    ledger.predictions().insert(answers, now);
    for (int i = 0; i < known.size(); i++) {
      PlannedItem each = known.get(i);
      WorkItemState state = answers.get(i).state();
      ledger.workItems().succeed(each.item(), state, each.notes(), true, ItemTimings.NONE, now);
    }
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

  /** What a claim brought. */
  record Claimed(List<PlannedItem> toWorkOn, boolean isDry) {}
}

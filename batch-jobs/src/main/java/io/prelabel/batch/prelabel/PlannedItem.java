package io.prelabel.batch.prelabel;

import io.prelabel.batch.reuse.AnswerPlan;
import io.prelabel.db.run.ClaimedItem;
import java.util.List;

/**
 * A claimed item, and what of its answers is left to ask.
 *
 * @param notes about the picture, where earlier runs know some
 */
record PlannedItem(ClaimedItem item, AnswerPlan plan, List<String> notes) {
  boolean isKnown() {
    return plan.isKnown();
  }
}

package io.prelabel.batch.prelabel;

import io.prelabel.db.prediction.ImageAnswers;
import io.prelabel.db.run.ClaimedItem;
import io.prelabel.db.run.ItemFailure;
import io.prelabel.db.run.ItemTimings;
import java.util.List;

/** How the work on one image ended. */
sealed interface ItemResult {
  ClaimedItem item();

  /**
   * The model has answered.
   *
   * @param notes about the picture, for people
   */
  record Labeled(ClaimedItem item, ImageAnswers answers, List<String> notes, ItemTimings timings)
      implements ItemResult {}

  /** It could not be labeled. */
  record Failed(ClaimedItem item, ItemFailure failure) implements ItemResult {}
}

package io.prelabel.db.prediction;

import io.prelabel.db.run.WorkItemState;
import java.util.List;

/**
 * What copied answers mean for the work item that got them.
 *
 * @param state in which it ends
 * @param notes about the picture, which hold for equal bytes as well
 */
public record CopiedAnswers(WorkItemState state, List<String> notes) {
  public CopiedAnswers {
    notes = List.copyOf(notes);
  }
}

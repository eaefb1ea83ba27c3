package io.prelabel.db.prediction;

import io.prelabel.db.run.WorkItemState;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import java.util.List;

/**
 * All answers of one model about one image, ready to be stored.
 *
 * @param predictions one per class of the prompt set, in its order
 * @param attributes one per attribute of the prompt set, in its order
 * @param versions of what was asked, and of the model
 */
public record ImageAnswers(
    long runId,
    long imageId,
    List<MaskPrediction> predictions,
    List<AttributeAnswer> attributes,
    AnswerVersions versions) {
  public ImageAnswers {
    predictions = List.copyOf(predictions);
    attributes = List.copyOf(attributes);
    if (predictions.size() != versions.classes().size()
        || attributes.size() != versions.attributes().size()) {
      throw new IllegalArgumentException(
          "%d predictions and %d attributes for %d classes and %d attributes"
              .formatted(
                  predictions.size(),
                  attributes.size(),
                  versions.classes().size(),
                  versions.attributes().size()));
    }
  }

  /** Returns what the answers mean for the work item: whether anything may be there. */
  public WorkItemState state() {
    boolean nothingIsThere =
        predictions.stream()
            .map(MaskPrediction::outcome)
            .allMatch(each -> each == Outcome.EMPTY || each == Outcome.ABSENT);
    return nothingIsThere ? WorkItemState.EMPTY : WorkItemState.DONE;
  }
}

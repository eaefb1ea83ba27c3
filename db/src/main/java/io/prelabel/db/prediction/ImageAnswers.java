package io.prelabel.db.prediction;

import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import java.util.List;

/**
 * All answers of one model about one image, ready to be stored.
 *
 * @param answers one per class of the prompt set, in its order
 */
public record ImageAnswers(
    long runId,
    long imageId,
    List<MaskPrediction> answers,
    String modelVersion,
    String promptSetVersion) {
  public ImageAnswers {
    answers = List.copyOf(answers);
  }

  /** Returns whether the model said of every class that it is not there. */
  public boolean isEmpty() {
    return answers.stream()
        .map(MaskPrediction::outcome)
        .allMatch(each -> each == Outcome.EMPTY || each == Outcome.ABSENT);
  }
}

package io.prelabel.db.prediction;

import io.prelabel.plugin.model.MaskPrediction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an image from any run that asked the same model about the same bytes.
 *
 * @param predictions answers by the version of what was asked; those to one question differ in what
 *     they hold: the presence, the logits of all prompts, or of some; oldest first
 * @param shares of an attribute's answers, by the version of what was asked
 * @param notes about the picture, which hold for equal bytes as well
 */
public record EarlierAnswers(
    Map<String, List<MaskPrediction>> predictions,
    Map<String, List<Double>> shares,
    List<String> notes) {
  /** Nothing is known. */
  public static final EarlierAnswers NONE = new EarlierAnswers(Map.of(), Map.of(), List.of());

  /** Returns the answers to a question about a class; none where there are none. */
  public List<MaskPrediction> predictions(String questionVersion) {
    return predictions.getOrDefault(questionVersion, List.of());
  }

  /** Returns the answer to a question about the picture as a whole. */
  public Optional<List<Double>> shares(String questionVersion) {
    return Optional.ofNullable(shares.get(questionVersion));
  }
}

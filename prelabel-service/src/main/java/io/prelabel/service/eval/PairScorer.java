package io.prelabel.service.eval;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptAnswer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Compares the answers about one class in one picture with what is there. The model was asked both
 * whether the class is there and, whatever it said, where; so the answer of a run with a gate is
 * found by leaving out what the gate would have left out.
 */
final class PairScorer {
  private final ClassPrompt asSet;
  private final ClassPrompt ungated;

  PairScorer(ClassPrompt classPrompt) {
    asSet = classPrompt;
    ungated = classPrompt.withPresence(OptionalDouble.empty());
  }

  /**
   * Compares.
   *
   * @param answers one per prompt of the class, with logits
   * @param target of the picture's size, and decided
   */
  PairResult score(String fileName, List<PromptAnswer> answers, Target target, PictureSize size) {
    MaskPrediction whole = MaskPrediction.of(ungated, answers, size);
    MaskPrediction gated = MaskPrediction.of(asSet, passed(answers), size);
    return new PairResult(
        fileName,
        asSet.name(),
        target,
        gated.mask(),
        gated.outcome(),
        gated.presence(),
        gated.score(),
        OverlapCount.of(target, gated.mask()),
        OverlapCount.of(target, whole.mask()),
        target.isThere() ? trials(whole, target) : List.of());
  }

  /** Takes away the logits that the model would not have been asked for. */
  private List<PromptAnswer> passed(List<PromptAnswer> answers) {
    double gate = asSet.presenceThreshold().orElse(0);
    return answers.stream()
        .map(
            each ->
                each.presence().orElse(1) < gate
                    ? new PromptAnswer(each.prompt(), each.presence(), Optional.empty())
                    : each)
        .toList();
  }

  private List<Double> trials(MaskPrediction whole, Target target) {
    return CutTally.TRIALS.stream()
        .map(threshold -> whole.recut(threshold, asSet.minimumArea()).mask())
        .map(mask -> OverlapCount.of(target, mask).iou())
        .toList();
  }
}

package io.prelabel.plugin.model;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Connectivity;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.MaskCut;
import io.prelabel.plugin.mask.QuantizedLogits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model says about one class in one picture. The mask is always cut from the logits in their
 * stored form, so cutting again at the same threshold gives the same pixels. Immutable.
 *
 * @param classPrompt the class, with the threshold and minimum area that the mask was cut with
 * @param outcome which of the four answers this is
 * @param mask at picture size; empty for every outcome but {@code PRESENT}
 * @param logits what the mask is cut from; empty only where the outcome is {@code ABSENT}, and kept
 *     there too where they were once asked for: the presence threshold may be lowered again
 * @param maskScore mean probability of the cells above the threshold, in [0, 1]; 0 where none is,
 *     and where the outcome is {@code ABSENT}
 * @param presence probability in [0, 1] that the thing is there at all: the highest among the
 *     prompts; empty where one of them was not asked
 * @param promptScores what each prompt contributed, in the order of the class's prompts
 */
public record MaskPrediction(
    ClassPrompt classPrompt,
    Outcome outcome,
    Mask mask,
    Optional<QuantizedLogits> logits,
    double maskScore,
    OptionalDouble presence,
    List<PromptScore> promptScores) {
  public MaskPrediction {
    promptScores = List.copyOf(promptScores);
    if (mask.isEmpty() == (outcome == Outcome.PRESENT)) {
      throw new IllegalArgumentException("outcome %s with %s".formatted(outcome, mask));
    }
    if (logits.isEmpty() && outcome != Outcome.ABSENT) {
      throw new IllegalArgumentException("outcome %s with %s".formatted(outcome, logits));
    }
  }

  /**
   * Makes the prediction from what the model answered to the class's prompts: the maximum of their
   * logits, cell by cell, in full precision.
   *
   * @param answers one per prompt of the class, in order
   * @param size of the picture as shown
   * @throws io.prelabel.plugin.PluginException with category {@code BUG} where a logit is not a
   *     finite number
   */
  public static MaskPrediction of(
      ClassPrompt classPrompt, List<PromptAnswer> answers, PictureSize size) {
    return cut(
        classPrompt,
        size,
        AnswerMerge.logits(classPrompt, answers),
        AnswerMerge.presence(answers),
        AnswerMerge.scores(classPrompt, answers));
  }

  /**
   * Makes the prediction from what was stored, at the thresholds and minimum area of the class.
   *
   * @param size of the picture as shown
   * @param logits empty where the presence question ruled the class out
   */
  public static MaskPrediction cut(
      ClassPrompt classPrompt,
      PictureSize size,
      Optional<QuantizedLogits> logits,
      OptionalDouble presence,
      List<PromptScore> promptScores) {
    if (logits.isEmpty() || classPrompt.rulesOut(presence)) {
      Mask none = Mask.empty(size.width(), size.height());
      return new MaskPrediction(
          classPrompt, Outcome.ABSENT, none, logits, 0, presence, promptScores);
    }
    QuantizedLogits stored = logits.get();
    double threshold = MaskCut.logit(classPrompt.threshold());
    Mask all = MaskCut.cut(stored, size.width(), size.height(), threshold);
    Mask kept = withoutSmall(all, classPrompt);
    return new MaskPrediction(
        classPrompt,
        outcome(all, kept, stored),
        kept,
        logits,
        stored.meanProbabilityAbove(threshold),
        presence,
        promptScores);
  }

  private static Outcome outcome(Mask all, Mask kept, QuantizedLogits logits) {
    if (!kept.isEmpty()) {
      return Outcome.PRESENT;
    }
    boolean sawSomething =
        !all.isEmpty() || !MaskCut.cut(logits, all.width(), all.height(), 0).isEmpty();
    return sawSomething ? Outcome.BELOW_THRESHOLD : Outcome.EMPTY;
  }

  private static Mask withoutSmall(Mask mask, ClassPrompt classPrompt) {
    int minimum = classPrompt.minimumArea();
    if (classPrompt.split() && minimum > 1) {
      return mask.withoutSmallParts(minimum, Connectivity.EIGHT);
    }
    return mask.area() >= minimum ? mask : Mask.empty(mask.width(), mask.height());
  }

  /**
   * Cuts again from the stored logits, without the model.
   *
   * @param threshold probability, between 0 and 1, both excluded
   * @param minimumArea pixels; 0 keeps all
   */
  public MaskPrediction recut(double threshold, int minimumArea) {
    PictureSize size = new PictureSize(mask.width(), mask.height());
    return cut(classPrompt.with(threshold, minimumArea), size, logits, presence, promptScores);
  }

  /**
   * Returns the masks that become annotations: the 8-connected parts where the class is split, else
   * the mask; none where it is empty.
   */
  public List<Mask> parts() {
    if (mask.isEmpty()) {
      return List.of();
    }
    return classPrompt.split() ? mask.components(Connectivity.EIGHT) : List.of(mask);
  }

  /** Returns the one score for people: the mask score, times the presence where it is known. */
  public double score() {
    return maskScore * presence.orElse(1);
  }
}

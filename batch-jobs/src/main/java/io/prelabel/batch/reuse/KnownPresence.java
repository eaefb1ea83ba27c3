package io.prelabel.batch.reuse;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the presence of a class in an image, and what follows from it at the thresholds
 * that are wanted.
 *
 * @param ofPrompts one per prompt of the class, in its order; all empty where the presence is not
 *     to be asked, so that what earlier runs know of it doesn't change the scores of this one
 */
record KnownPresence(ClassPrompt wanted, List<OptionalDouble> ofPrompts) {
  /** Returns what is known, or empty where the model has to be asked. */
  static Optional<KnownPresence> of(ClassPrompt wanted, List<MaskPrediction> earlier) {
    boolean isToBeAsked =
        wanted.presenceThreshold().isPresent()
            && wanted.prompts().stream().anyMatch(each -> each.kind() == PromptKind.CLASS);
    if (!isToBeAsked) {
      return Optional.of(
          new KnownPresence(
              wanted, wanted.prompts().stream().map(each -> OptionalDouble.empty()).toList()));
    }
    return earlier.stream()
        .filter(each -> each.classPrompt().presenceThreshold().isPresent())
        .map(each -> each.promptScores().stream().map(PromptScore::presence).toList())
        .map(presence -> new KnownPresence(wanted, presence))
        .findFirst();
  }

  /**
   * Plans by the masks that are known. Those of several prompts were put together cell by cell, so
   * they serve only where exactly the same prompts pass the gate now.
   */
  ClassPlan plan(List<MaskPrediction> earlier) {
    boolean isAbsent = wanted.rulesOut(ofClass());
    Optional<MaskPrediction> masks =
        earlier.stream()
            .filter(each -> isAbsent ? each.logits().isPresent() : holdsMasksOfAllThatPass(each))
            .findFirst();
    if (masks.isPresent() || isAbsent) {
      return new ClassPlan.Known(decide(masks.orElse(earlier.get(0))));
    }
    List<PromptPlan> prompts = new ArrayList<>();
    for (int i = 0; i < ofPrompts.size(); i++) {
      prompts.add(PromptPlan.mask(wanted.prompts().get(i), ofPrompts.get(i), passes(i)));
    }
    return new ClassPlan.Ask(wanted, prompts);
  }

  private OptionalDouble ofClass() {
    return ClassPrompt.presence(ofPrompts);
  }

  private boolean passes(int prompt) {
    return !wanted.rulesOut(ofPrompts.get(prompt));
  }

  private boolean holdsMasksOfAllThatPass(MaskPrediction stored) {
    for (int i = 0; i < ofPrompts.size(); i++) {
      if (passes(i) != stored.promptScores().get(i).maskScore().isPresent()) {
        return false;
      }
    }
    return true;
  }

  private MaskPrediction decide(MaskPrediction stored) {
    PictureSize size = new PictureSize(stored.mask().width(), stored.mask().height());
    List<PromptScore> scores = new ArrayList<>();
    for (int i = 0; i < ofPrompts.size(); i++) {
      PromptScore score = stored.promptScores().get(i);
      scores.add(new PromptScore(score.prompt(), ofPrompts.get(i), score.maskScore()));
    }
    return MaskPrediction.cut(wanted, size, stored.logits(), ofClass(), scores);
  }
}

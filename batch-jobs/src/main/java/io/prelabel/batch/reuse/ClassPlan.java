package io.prelabel.batch.reuse;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptAnswer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** How the answer about one class in one image is come by. */
sealed interface ClassPlan {
  /** Returns what the model is asked; none where all is known. */
  default Stream<AskedPrompt> asked() {
    return Stream.empty();
  }

  /**
   * Returns the answer.
   *
   * @param answers of the model, from which those to {@link #asked} are taken
   * @param size of the picture as shown
   */
  MaskPrediction answer(Iterator<PromptAnswer> answers, PictureSize size);

  /** Plans for a class by what is known from earlier askings of its question. */
  static ClassPlan of(ClassPrompt wanted, List<MaskPrediction> earlier) {
    return earlier.isEmpty()
        ? Ask.everything(wanted)
        : KnownPresence.of(wanted, earlier)
            .map(presence -> presence.plan(earlier))
            .orElseGet(() -> Ask.everything(wanted));
  }

  /** All is known. */
  record Known(MaskPrediction prediction) implements ClassPlan {
    @Override
    public MaskPrediction answer(Iterator<PromptAnswer> answers, PictureSize size) {
      return prediction;
    }
  }

  /**
   * Something is missing.
   *
   * @param prompts one per prompt of the class, in its order
   */
  record Ask(ClassPrompt wanted, List<PromptPlan> prompts) implements ClassPlan {
    static Ask everything(ClassPrompt wanted) {
      return new Ask(wanted, wanted.asked().stream().map(PromptPlan::ask).toList());
    }

    @Override
    public Stream<AskedPrompt> asked() {
      return prompts.stream().flatMap(each -> each.asked().stream());
    }

    @Override
    public MaskPrediction answer(Iterator<PromptAnswer> answers, PictureSize size) {
      List<PromptAnswer> ofClass = new ArrayList<>();
      for (PromptPlan each : prompts) {
        ofClass.add(each.asked().isPresent() ? each.with(answers.next()) : each.known());
      }
      return MaskPrediction.of(wanted, ofClass, size);
    }
  }
}

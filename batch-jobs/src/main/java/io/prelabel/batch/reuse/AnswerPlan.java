package io.prelabel.batch.reuse;

import io.prelabel.db.prediction.AnswerVersions;
import io.prelabel.db.prediction.EarlierAnswers;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.Questions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * How all answers about one image are come by: what is known is decided anew at the thresholds of
 * the prompt set, the rest is asked. What people see of the answers (outcomes, masks, scores) is
 * what a model would answer that was asked everything.
 */
public final class AnswerPlan {
  private static final PictureSize UNUSED = new PictureSize(1, 1);
  private static final ImageAnswer NOTHING = new ImageAnswer(List.of(), List.of());

  private final PromptSet promptSet;
  private final List<ClassPlan> classes;

  /** One per attribute of the prompt set; empty where it is to be asked. */
  private final List<Optional<AttributeAnswer>> attributes;

  private AnswerPlan(
      PromptSet promptSet, List<ClassPlan> classes, List<Optional<AttributeAnswer>> attributes) {
    this.promptSet = promptSet;
    this.classes = classes;
    this.attributes = attributes;
  }

  /** Plans for an image. */
  public static AnswerPlan of(
      PromptSet promptSet, AnswerVersions versions, EarlierAnswers earlier) {
    List<ClassPlan> classes = new ArrayList<>();
    for (int i = 0; i < promptSet.classes().size(); i++) {
      List<MaskPrediction> known = earlier.predictions(versions.classes().get(i));
      classes.add(ClassPlan.of(promptSet.classes().get(i), known));
    }
    List<Optional<AttributeAnswer>> attributes = new ArrayList<>();
    for (int i = 0; i < promptSet.attributes().size(); i++) {
      Attribute each = promptSet.attributes().get(i);
      attributes.add(
          earlier
              .shares(versions.attributes().get(i))
              .map(shares -> new AttributeAnswer(each, shares)));
    }
    return new AnswerPlan(promptSet, classes, attributes);
  }

  /** Returns whether nothing is left to ask, so that the picture isn't needed either. */
  public boolean isKnown() {
    return attributes.stream().allMatch(Optional::isPresent)
        && classes.stream().allMatch(each -> each instanceof ClassPlan.Known);
  }

  /**
   * Returns what is left to ask.
   *
   * @throws IllegalArgumentException where that is nothing
   */
  public Questions questions() {
    List<Attribute> unknown = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).isEmpty()) {
        unknown.add(promptSet.attributes().get(i));
      }
    }
    return new Questions(
        classes.stream().flatMap(ClassPlan::asked).toList(), promptSet.templates(), unknown);
  }

  /** Returns all answers where nothing is left to ask. */
  public Answers known() {
    return answers(NOTHING, UNUSED);
  }

  /**
   * Returns all answers.
   *
   * @param answer to {@link #questions}
   * @param size of the picture as shown
   */
  public Answers answers(ImageAnswer answer, PictureSize size) {
    Iterator<PromptAnswer> prompts = answer.prompts().iterator();
    Iterator<AttributeAnswer> asked = answer.attributes().iterator();
    return new Answers(
        classes.stream().map(each -> each.answer(prompts, size)).toList(),
        attributes.stream().map(each -> each.orElseGet(asked::next)).toList());
  }

  /**
   * All answers about one image.
   *
   * @param predictions one per class of the prompt set, in its order
   * @param attributes one per attribute of the prompt set, in their order
   */
  public record Answers(List<MaskPrediction> predictions, List<AttributeAnswer> attributes) {}
}

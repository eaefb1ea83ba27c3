package io.prelabel.plugin.model;

import java.util.List;

/**
 * What a model says to all questions about one picture.
 *
 * @param prompts one per prompt, in the order asked
 * @param attributes one per attribute, in the order asked
 */
public record ImageAnswer(List<PromptAnswer> prompts, List<AttributeAnswer> attributes) {
  public ImageAnswer {
    prompts = List.copyOf(prompts);
    attributes = List.copyOf(attributes);
  }

  /** Returns whether every question has its answer. */
  public boolean answers(Questions questions) {
    return prompts.size() == questions.prompts().size()
        && attributes.size() == questions.attributes().size();
  }
}

package io.prelabel.plugin.model;

import java.util.List;
import java.util.OptionalDouble;

/**
 * All that is asked about one picture at once; usually the same for all pictures of a run.
 *
 * @param prompts may be empty where attributes are not
 * @param templates in which the prompts are put; the logits of several for one kind are averaged;
 *     none for a kind means the model's own default
 * @param attributes questions about the picture as a whole
 */
public record Questions(
    List<AskedPrompt> prompts, List<PromptTemplate> templates, List<Attribute> attributes) {
  public Questions {
    prompts = List.copyOf(prompts);
    templates = List.copyOf(templates);
    attributes = List.copyOf(attributes);
    if (prompts.isEmpty() && attributes.isEmpty()) {
      throw new IllegalArgumentException("nothing is asked");
    }
  }

  /** Asks for the masks alone, in the model's default template. */
  public static Questions masks(List<Prompt> prompts) {
    return new Questions(
        prompts.stream().map(each -> new AskedPrompt(each, OptionalDouble.empty())).toList(),
        List.of(),
        List.of());
  }
}

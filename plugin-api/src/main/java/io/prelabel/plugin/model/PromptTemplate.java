package io.prelabel.plugin.model;

/**
 * The sentence that a prompt is put in, and the beginning of the answer that is put into the
 * model's mouth. Which answers a model understands, it says itself.
 *
 * @param kind the kind of prompt that it is for
 * @param question holds {@value #TEXT} once, where the prompt's words go
 * @param answer for example "It is [SEG]."
 */
public record PromptTemplate(PromptKind kind, String question, String answer) {
  /** Stands for the prompt's words. */
  public static final String TEXT = "{text}";

  public PromptTemplate {
    question = question.strip();
    answer = answer.strip();
    int at = question.indexOf(TEXT);
    if (at < 0 || question.indexOf(TEXT, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "the template \"%s\" must hold %s once".formatted(question, TEXT));
    }
    if (answer.isEmpty()) {
      throw new IllegalArgumentException("the template \"%s\" has no answer".formatted(question));
    }
  }

  /** Returns the question with the prompt's words in it. */
  public String question(String words) {
    return question.replace(TEXT, words);
  }
}

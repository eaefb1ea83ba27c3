package io.prelabel.plugin.model;

/**
 * The words that a model is asked.
 *
 * @param text not blank; surrounding white space is removed
 * @param kind how the words are put to the model
 */
public record Prompt(String text, PromptKind kind) {
  public Prompt {
    text = text.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a prompt needs words");
    }
  }

  /** Makes a prompt of kind {@link PromptKind#CLASS}. */
  public static Prompt ofClass(String text) {
    return new Prompt(text, PromptKind.CLASS);
  }
}

package io.prelabel.integration.self1e.text;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import java.util.Arrays;
import java.util.Locale;

/**
 * Puts words into the chat template that SELF1E was trained with ({@code internvl2_5}, one user
 * turn, and an assistant turn that already holds {@code [SEG]}). Thread-safe.
 */
public final class PromptTemplate {
  /** Far above any sentence, far below what would fill a forward pass. */
  static final int MAXIMUM_QUESTION_TOKENS = 512;

  /** What is longer than this is not even handed to the tokenizer. */
  private static final int MAXIMUM_QUESTION_CHARACTERS = 8192;

  private static final String BEFORE_IMAGE =
      "<|im_start|>system\nYou are an helpful assistant.<|im_end|>\n<|im_start|>user\n<img>";
  private static final String AFTER_IMAGE = "</img>";
  private static final String ANSWER = "<|im_end|>\n<|im_start|>assistant\n[SEG].<|im_end|>\n";

  private final PromptTokenizer tokenizer;
  private final long imageToken;
  private final long segToken;
  private final long[] before;

  public PromptTemplate(PromptTokenizer tokenizer) {
    this.tokenizer = tokenizer;
    imageToken = tokenizer.id(TokenizerDefinition.IMAGE);
    segToken = tokenizer.id(TokenizerDefinition.SEG);
    before = tokenizer.encode(BEFORE_IMAGE);
  }

  /** Returns the id of the token that stands for a piece of the picture. */
  public long imageToken() {
    return imageToken;
  }

  /** Returns the id of {@code [SEG]}. */
  public long segToken() {
    return segToken;
  }

  /**
   * Builds a row.
   *
   * @param imageTokens image tokens of the picture, over all its tiles
   * @throws PluginException {@code BAD_INPUT} where the words hold a control token, or are too many
   */
  public TokenRow row(Prompt prompt, int imageTokens) {
    long[] after = encode(prompt);
    long[] ids = Arrays.copyOf(before, before.length + imageTokens + after.length);
    Arrays.fill(ids, before.length, before.length + imageTokens, imageToken);
    System.arraycopy(after, 0, ids, before.length + imageTokens, after.length);
    int segAt = ids.length - 1;
    while (ids[segAt] != segToken) {
      segAt--;
    }
    return new TokenRow(ids, segAt);
  }

  private long[] encode(Prompt prompt) {
    String question = question(prompt);
    long[] ids =
        question.length() > MAXIMUM_QUESTION_CHARACTERS
            ? new long[0]
            : tokenizer.encode(AFTER_IMAGE + "\n " + question + ANSWER);
    if (ids.length == 0 || ids.length > MAXIMUM_QUESTION_TOKENS) {
      throw PluginException.badInput(
          "the prompt \"%s\" is too long; the most is %d tokens, which is about a page"
              .formatted(shown(prompt), MAXIMUM_QUESTION_TOKENS));
    }
    refuseControlTokens(prompt, question);
    return ids;
  }

  /**
   * An added token in the words would end the question early, or bring a second {@code [SEG]}. What
   * is one, the tokenizer alone knows: it may normalise the words before it looks.
   */
  private void refuseControlTokens(Prompt prompt, String question) {
    for (long id : tokenizer.encode(question)) {
      tokenizer
          .addedToken(id)
          .ifPresent(
              token -> {
                throw PluginException.badInput(
                    "the prompt \"%s\" holds %s, which the model reads as a control token; leave it out"
                        .formatted(shown(prompt), token));
              });
    }
  }

  /** The two questions of the authors' evaluation; a class name is lower-cased as there. */
  private static String question(Prompt prompt) {
    String text = prompt.text().strip();
    return prompt.kind() == PromptKind.CLASS
        ? "What is %s in this image? Please output segmentation mask."
            .formatted(text.toLowerCase(Locale.ROOT))
        : text + " Please output segmentation mask.";
  }

  private static String shown(Prompt prompt) {
    String text = prompt.text();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}

package io.prelabel.integration.self1e.text;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Puts words into the chat template that SELF1E was trained with ({@code internvl2_5}): one user
 * turn with the picture and a question, and the beginning of an assistant turn. For a mask that
 * turn already holds {@code [SEG]}; for a question with given answers it is empty. Thread-safe.
 */
public final class ChatTemplate {
  /** Far above any sentence, far below what would fill a forward pass. */
  static final int MAXIMUM_QUESTION_TOKENS = 512;

  /** What is longer than this is not even handed to the tokenizer. */
  private static final int MAXIMUM_QUESTION_CHARACTERS = 8192;

  private static final String BEFORE_IMAGE =
      "<|im_start|>system\nYou are an helpful assistant.<|im_end|>\n<|im_start|>user\n<img>";
  private static final String AFTER_IMAGE = "</img>\n";
  private static final String END = "<|im_end|>";
  private static final String ASSISTANT = END + "\n<|im_start|>assistant\n";

  /** How InternVL asks for a short answer, and POPE whether something is there at all. */
  private static final String BRIEFLY = " Answer the question using a single word or phrase.";

  /** The two of the authors' evaluation. */
  private static final PromptTemplate CLASS =
      new PromptTemplate(
          PromptKind.CLASS,
          "What is {text} in this image? Please output segmentation mask.",
          TokenizerDefinition.SEG + ".");

  private static final PromptTemplate INSTRUCTION =
      new PromptTemplate(
          PromptKind.INSTRUCTION,
          "{text} Please output segmentation mask.",
          TokenizerDefinition.SEG + ".");

  private final PromptTokenizer tokenizer;
  private final boolean lowerCase;
  private final long segToken;
  private final long[] beginning;

  /** Makes the template of ordinary work: class names become lower-case, as in training. */
  public ChatTemplate(PromptTokenizer tokenizer) {
    this(tokenizer, true);
  }

  private ChatTemplate(PromptTokenizer tokenizer, boolean lowerCase) {
    this.tokenizer = tokenizer;
    this.lowerCase = lowerCase;
    segToken = tokenizer.id(TokenizerDefinition.SEG);
    beginning = tokenizer.encode(BEFORE_IMAGE);
  }

  /** Makes a template that leaves class names as they are; for comparisons. */
  public static ChatTemplate asWritten(PromptTokenizer tokenizer) {
    return new ChatTemplate(tokenizer, false);
  }

  /** Returns the tokens before the picture, which are the same for all questions. */
  public long[] beginning() {
    return beginning.clone();
  }

  /**
   * Returns a whole row, as the authors' code would feed it: for comparisons with that code.
   *
   * @param words from behind the picture on
   * @param imageTokens of the picture, over all its tiles
   */
  public long[] whole(long[] words, int imageTokens) {
    long[] ids = Arrays.copyOf(beginning, beginning.length + imageTokens + words.length);
    long image = tokenizer.id(TokenizerDefinition.IMAGE);
    Arrays.fill(ids, beginning.length, beginning.length + imageTokens, image);
    System.arraycopy(words, 0, ids, beginning.length + imageTokens, words.length);
    return ids;
  }

  /** Returns those of some templates that are for a kind of prompt, or the default one. */
  static List<PromptTemplate> templates(List<PromptTemplate> all, PromptKind kind) {
    List<PromptTemplate> own = all.stream().filter(each -> each.kind() == kind).toList();
    return own.isEmpty() ? List.of(kind == PromptKind.CLASS ? CLASS : INSTRUCTION) : own;
  }

  /**
   * Returns the question for a mask in a template. The authors' code puts a blank in front of it,
   * and none in front of other questions.
   *
   * @throws PluginException {@code BAD_INPUT} where the words hold a control token, are too many,
   *     or the template's answer doesn't hold {@code [SEG]} once
   */
  MaskWords maskWords(Prompt prompt, PromptTemplate template) {
    String question = template.question(words(prompt));
    refuseControlTokens(prompt.text(), question);
    long[] answer = tokenizer.encode(template.answer());
    boolean isPlain =
        Arrays.stream(answer).allMatch(id -> id == segToken || tokenizer.addedToken(id).isEmpty());
    if (!isPlain || Arrays.stream(answer).filter(id -> id == segToken).count() != 1) {
      throw PluginException.badInput(
          "the template's answer \"%s\" must hold %s once, and no other control token"
              .formatted(template.answer(), TokenizerDefinition.SEG));
    }
    long[] ids =
        encode(
            prompt.text(),
            AFTER_IMAGE + " " + question + ASSISTANT + template.answer() + END + "\n");
    int segAt = ids.length - 1;
    while (ids[segAt] != segToken) {
      segAt--;
    }
    return new MaskWords(ids, segAt);
  }

  /** Returns the question whether a thing is in the picture at all, up to where the answer goes. */
  long[] presenceQuestion(Prompt prompt) {
    String words = words(prompt);
    refuseControlTokens(prompt.text(), words);
    String article = "aeiou".indexOf(Character.toLowerCase(words.charAt(0))) >= 0 ? "an" : "a";
    return question(prompt.text(), "Is there %s %s in the image?".formatted(article, words));
  }

  /** Returns the question of an attribute, up to where the answer goes. */
  long[] attributeQuestion(Attribute attribute) {
    refuseControlTokens(attribute.question(), attribute.question());
    return question(attribute.question(), attribute.question());
  }

  /** Returns the tokens of an answer to it, with the one that ends it. */
  long[] attributeAnswer(String answer) {
    refuseControlTokens(answer, answer);
    return continuation(answer, answer + END);
  }

  /** Returns the first token of an answer of one word. */
  public long firstToken(String answer) {
    return continuation(answer, answer)[0];
  }

  /** What the tokenizer makes of a text depends on what stands before it. */
  private long[] continuation(String shown, String answer) {
    long[] before = tokenizer.encode(ASSISTANT);
    long[] all = encode(shown, ASSISTANT + answer);
    return Arrays.copyOfRange(all, before.length, all.length);
  }

  private long[] question(String shown, String question) {
    return encode(shown, AFTER_IMAGE + question + BRIEFLY + ASSISTANT);
  }

  private long[] encode(String shown, String text) {
    long[] ids = text.length() > MAXIMUM_QUESTION_CHARACTERS ? new long[0] : tokenizer.encode(text);
    if (ids.length == 0 || ids.length > MAXIMUM_QUESTION_TOKENS) {
      throw PluginException.badInput(
          "the prompt \"%s\" is too long; the most is %d tokens, which is about a page"
              .formatted(shortened(shown), MAXIMUM_QUESTION_TOKENS));
    }
    return ids;
  }

  /**
   * An added token in the words would end the question early, or bring a second {@code [SEG]}. What
   * is one, the tokenizer alone knows: it may normalise the words before it looks.
   */
  private void refuseControlTokens(String shown, String text) {
    if (text.length() > MAXIMUM_QUESTION_CHARACTERS) {
      return; // refused by its length
    }
    for (long id : tokenizer.encode(text)) {
      tokenizer
          .addedToken(id)
          .ifPresent(
              token -> {
                throw PluginException.badInput(
                    "the prompt \"%s\" holds %s, which the model reads as a control token; leave it out"
                        .formatted(shortened(shown), token));
              });
    }
  }

  private String words(Prompt prompt) {
    return lowerCase && prompt.kind() == PromptKind.CLASS
        ? prompt.text().toLowerCase(Locale.ROOT)
        : prompt.text();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}

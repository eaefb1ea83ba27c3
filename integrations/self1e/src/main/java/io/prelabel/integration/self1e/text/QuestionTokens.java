package io.prelabel.integration.self1e.text;

import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.Questions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is asked about a picture, as tokens.
 *
 * @param prompts one per prompt, in order
 * @param attributes one per attribute, in order
 * @param shared the words that all questions without a mask begin with, which are read once; none
 *     where there is no such question
 */
@SuppressWarnings("ArrayRecordComponent") // read only, within the module
public record QuestionTokens(
    List<PromptTokens> prompts, List<AttributeTokens> attributes, long[] shared) {
  public QuestionTokens {
    prompts = List.copyOf(prompts);
    attributes = List.copyOf(attributes);
  }

  /**
   * Makes the tokens.
   *
   * @throws io.prelabel.plugin.PluginException {@code BAD_INPUT} where the model can't be asked so
   */
  public static QuestionTokens of(Questions questions, ChatTemplate chat) {
    List<PromptTokens> prompts =
        questions.prompts().stream().map(each -> of(each, questions, chat)).toList();
    List<AttributeTokens> attributes =
        questions.attributes().stream().map(each -> of(each, chat)).toList();
    Stream<long[]> brief =
        Stream.concat(
            prompts.stream().flatMap(each -> each.presence().stream()),
            attributes.stream().map(AttributeTokens::question));
    return new QuestionTokens(prompts, attributes, commonBeginning(brief.toList()));
  }

  private static PromptTokens of(AskedPrompt asked, Questions questions, ChatTemplate chat) {
    List<MaskWords> masks =
        ChatTemplate.templates(questions.templates(), asked.prompt().kind()).stream()
            .map(template -> chat.maskWords(asked.prompt(), template))
            .toList();
    return new PromptTokens(
        masks,
        asked.presenceThreshold().isPresent() && asked.prompt().kind() == PromptKind.CLASS
            ? Optional.of(chat.presenceQuestion(asked.prompt()))
            : Optional.empty());
  }

  private static AttributeTokens of(Attribute attribute, ChatTemplate chat) {
    return new AttributeTokens(
        chat.attributeQuestion(attribute),
        attribute.answers().stream().map(chat::attributeAnswer).toList());
  }

  /** The last token of each question stays its own: it is where the answer is read. */
  private static long[] commonBeginning(List<long[]> questions) {
    if (questions.isEmpty()) {
      return new long[0];
    }
    long[] first = questions.get(0);
    int length = first.length - 1;
    for (long[] each : questions) {
      int differs = Arrays.mismatch(first, each);
      int equal = differs < 0 ? each.length : differs;
      length = Math.min(length, Math.min(equal, each.length - 1));
    }
    return Arrays.copyOf(first, length);
  }

  /** Returns whether anything is asked but masks. */
  public boolean asksBeyondMasks() {
    return shared.length > 0;
  }

  /** Returns the tokens of all mask questions, each with the picture in front of it. */
  public long maskTokens(int imageTokens) {
    return prompts.stream()
        .flatMap(each -> each.masks().stream())
        .mapToLong(words -> imageTokens + words.length())
        .sum();
  }

  /** Returns the tokens of all other questions: the picture once, and each question's own. */
  public long briefTokens(int imageTokens) {
    if (!asksBeyondMasks()) {
      return 0;
    }
    long own =
        prompts.stream().flatMap(each -> each.presence().stream()).mapToLong(this::own).sum();
    for (AttributeTokens each : attributes) {
      for (long[] answer : each.answers()) {
        own += own(each.question()) + answer.length - 1;
      }
    }
    return imageTokens + shared.length + own;
  }

  private long own(long[] question) {
    return question.length - shared.length;
  }
}

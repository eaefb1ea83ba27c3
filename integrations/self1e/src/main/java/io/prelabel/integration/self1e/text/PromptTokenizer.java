package io.prelabel.integration.self1e.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.prelabel.integration.self1e.engine.DjlEngine;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Turns text into token ids with the native Hugging Face tokenizer. Never truncates, pads or adds
 * anything. Thread-safe; owns native memory until it is closed.
 */
public final class PromptTokenizer implements AutoCloseable {
  private static final Map<String, String> AS_WRITTEN =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer tokenizer;
  private final TokenizerDefinition definition;

  private PromptTokenizer(HuggingFaceTokenizer tokenizer, TokenizerDefinition definition) {
    this.tokenizer = tokenizer;
    this.definition = definition;
  }

  /**
   * Builds the native tokenizer.
   *
   * @throws PluginException {@code BAD_INPUT} where the definition is of no kind that it knows
   */
  public static PromptTokenizer of(TokenizerDefinition definition) {
    DjlEngine.start();
    try {
      return new PromptTokenizer(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(definition.json()), AS_WRITTEN),
          definition);
    } catch (IOException | RuntimeException e) {
      throw new PluginException(
          FailureCategory.BAD_INPUT,
          "tokenizer.json can't be used (%s); download it again".formatted(e.getMessage()),
          e);
    }
  }

  /** Returns the ids of a text in which added tokens count as tokens. */
  long[] encode(String text) {
    return tokenizer.encode(text).getIds();
  }

  /** Returns an added token that occurs in a text, as the tokenizer would read it. */
  Optional<String> addedTokenIn(String text) {
    return definition.added().keySet().stream().filter(text::contains).findFirst();
  }

  /** Returns the id of an added token that the definition is known to have. */
  public int id(String token) {
    return Optional.ofNullable(definition.added().get(token)).orElseThrow();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}

package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.engine.DjlEngine;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Turns text into token ids with the native tokenizer of a {@link TokenizerDefinition}. Never
 * truncates, pads or adds anything. Thread-safe, {@link #close} included; owns native memory until
 * then.
 */
public final class PromptTokenizer implements AutoCloseable {
  private final TextEncoder encoder;
  private final TokenizerDefinition definition;
  private final Map<Integer, String> addedById;

  /** Many encode at once; whoever closes waits for them, since native memory has no guard. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  private PromptTokenizer(TextEncoder encoder, TokenizerDefinition definition) {
    this.encoder = encoder;
    this.definition = definition;
    addedById = new HashMap<>();
    definition.added().forEach((token, id) -> addedById.put(id, token));
  }

  /**
   * Builds the native tokenizer.
   *
   * @throws PluginException {@code BAD_INPUT} where the definition is of no kind that it knows, or
   *     gives an added token another id than it says
   */
  public static PromptTokenizer of(TokenizerDefinition definition) {
    DjlEngine.start();
    PromptTokenizer tokenizer = new PromptTokenizer(definition.open(), definition);
    try {
      TokenizerDefinition.TEMPLATE_TOKENS.forEach(tokenizer::refuseOtherId);
      return tokenizer;
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Hugging Face's numbers added tokens without gaps, whatever ids the file claims. */
  private void refuseOtherId(String token) {
    long[] ids = encode(token);
    if (ids.length != 1 || ids[0] != id(token)) {
      throw PluginException.badInput(
          "the tokenizer of %s says that %s is token %d, but it is read as %s; use the tokenizer that belongs to the weights"
              .formatted(definition.file(), token, id(token), Arrays.toString(ids)));
    }
  }

  /**
   * Returns the ids of a text in which added tokens count as tokens.
   *
   * @throws PluginException {@code UNAVAILABLE} where the tokenizer is closed
   */
  long[] encode(String text) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new PluginException(FailureCategory.UNAVAILABLE, "The model is closed.");
      }
      return encoder.encode(text);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Returns the text of an added token, or empty where the id is one of ordinary text. */
  Optional<String> addedToken(long id) {
    return Optional.ofNullable(addedById.get((int) id));
  }

  /** Returns the id of an added token that the definition is known to have. */
  public int id(String token) {
    return Optional.ofNullable(definition.added().get(token)).orElseThrow();
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      closed = true;
      encoder.close();
    } finally {
      lock.writeLock().unlock();
    }
  }
}

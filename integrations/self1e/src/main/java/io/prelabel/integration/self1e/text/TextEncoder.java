package io.prelabel.integration.self1e.text;

/**
 * A native tokenizer: text in, token ids out, nothing added. Several threads may encode at once;
 * nobody may while it is being closed, or afterwards.
 */
interface TextEncoder extends AutoCloseable {
  /** Returns the ids of a text in which added tokens count as tokens. */
  long[] encode(String text);

  /** Frees native memory. */
  @Override
  void close();
}

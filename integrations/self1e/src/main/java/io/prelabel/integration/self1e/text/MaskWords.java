package io.prelabel.integration.self1e.text;

/**
 * The tokens of one question for a mask, from behind the picture on.
 *
 * @param ids token ids to the end of the answer's turn, no padding
 * @param segAt position of {@code [SEG]}; at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, into a batch
public record MaskWords(long[] ids, int segAt) {
  /** Returns the number of tokens up to and with {@code [SEG]}. */
  public int length() {
    return segAt + 1;
  }
}

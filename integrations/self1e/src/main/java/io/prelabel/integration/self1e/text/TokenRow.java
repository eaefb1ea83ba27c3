package io.prelabel.integration.self1e.text;

/**
 * One row of a forward pass: the tokens of a picture and of what is asked about it.
 *
 * @param ids token ids, image tokens included, no padding
 * @param segAt position of {@code [SEG]}; at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, into a batch
public record TokenRow(long[] ids, int segAt) {
  /** Returns the number of tokens. */
  public int length() {
    return ids.length;
  }
}

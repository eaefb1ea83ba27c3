package io.prelabel.integration.labelstudio.brush;

/** Writes runs of 8-bit values as {@code encode_rle} of {@code label-studio-sdk} does. */
final class RecordWriter {
  static final int WORD_SIZE = 8;

  /** How many bits a count takes: the smallest that holds it, minus one. */
  private static final int[] FIELD_SIZES = {3, 4, 8, 16};

  private static final int WIDEST = FIELD_SIZES.length - 1;
  private static final int LONGEST = 1 << 16;

  private final BitWriter bits = new BitWriter();

  /**
   * Writes the header.
   *
   * @param values how many there will be, 32 bits
   */
  RecordWriter(long values) {
    bits.write(values, 32);
    bits.write(WORD_SIZE - 1, 5);
    for (int size : FIELD_SIZES) {
      bits.write(size - 1, 4);
    }
  }

  /** Appends a value {@code length} times; its neighbours must differ from it. */
  void run(int value, long length) {
    long left = length;
    while (left >= LONGEST) {
      record(WIDEST, LONGEST, value);
      left -= LONGEST;
    }
    if (left == 0) {
      return;
    }
    if (length > LONGEST) {
      record(WIDEST, (int) left, value);
    } else if (left == 1) {
      single(value);
    } else {
      record(narrowest((int) left), (int) left, value);
    }
  }

  /** Ends the stream. */
  byte[] bytes() {
    return bits.bytes();
  }

  private void record(int field, int count, int value) {
    bits.write(1, 1);
    bits.write(field, 2);
    bits.write(count - 1, FIELD_SIZES[field]);
    bits.write(value, WORD_SIZE);
  }

  /** One value "of many": kind 0 with a count of one. */
  private void single(int value) {
    bits.write(0, 1 + 2 + FIELD_SIZES[0]);
    bits.write(value, WORD_SIZE);
  }

  private static int narrowest(int count) {
    int field = 0;
    while (count > 1 << FIELD_SIZES[field]) {
      field++;
    }
    return field;
  }
}

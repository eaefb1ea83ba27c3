package io.prelabel.integration.labelstudio.brush;

import io.prelabel.plugin.PluginException;

/** Reads the records of a stream that comes from outside, never beyond its end. */
final class RecordReader {
  private static final int FIELDS = 4;

  /** Takes a value and how often it follows. */
  @FunctionalInterface
  interface Run {
    void accept(int value, int count);
  }

  private final byte[] bytes;
  private final long end;
  private final long values;
  private final int[] fieldSizes = new int[FIELDS];
  private long position;

  /**
   * Reads the header.
   *
   * @throws PluginException where there is none, or its values have no 8 bits
   */
  RecordReader(byte[] bytes) {
    this.bytes = bytes;
    this.end = (long) bytes.length * Byte.SIZE;
    this.values = read(32);
    int wordSize = (int) read(5) + 1;
    if (wordSize != RecordWriter.WORD_SIZE) {
      throw PluginException.badInput(
          "The brush RLE has values of %d bits, only 8 are read; it is no brush region."
              .formatted(wordSize));
    }
    for (int i = 0; i < FIELDS; i++) {
      fieldSizes[i] = (int) read(4) + 1;
    }
  }

  /** Returns how many values the header promises, at most 2<sup>32</sup> - 1. */
  long values() {
    return values;
  }

  /**
   * Gives all promised values to the consumer, in order.
   *
   * @throws PluginException where the stream ends before, or a record goes beyond them
   */
  void forEachRun(Run consumer) {
    long left = values;
    while (left > 0) {
      boolean repeats = read(1) == 1;
      int count = (int) read(fieldSizes[(int) read(2)]) + 1;
      if (count > left) {
        throw PluginException.badInput(
            "A record of the brush RLE has %d values where %d are left; the region is damaged."
                .formatted(count, left));
      }
      if (repeats) {
        consumer.accept((int) read(Byte.SIZE), count);
      } else {
        for (int i = 0; i < count; i++) {
          consumer.accept((int) read(Byte.SIZE), 1);
        }
      }
      left -= count;
    }
  }

  private long read(int count) {
    if (count > end - position) {
      throw PluginException.badInput(
          "The brush RLE ends after %d bytes, before all its values; the region is cut off."
              .formatted(bytes.length));
    }
    long value = 0;
    for (int left = count; left > 0; ) {
      int used = (int) (position % Byte.SIZE);
      int taken = Math.min(left, Byte.SIZE - used);
      int part = (bytes[(int) (position / Byte.SIZE)] & 0xff) >>> (Byte.SIZE - used - taken);
      value = (value << taken) | (part & ((1 << taken) - 1));
      position += taken;
      left -= taken;
    }
    return value;
  }
}

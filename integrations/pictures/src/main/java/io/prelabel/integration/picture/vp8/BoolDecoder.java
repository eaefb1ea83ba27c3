package io.prelabel.integration.picture.vp8;

import java.io.EOFException;

/**
 * The arithmetic decoder that all of VP8 is coded with (RFC 6386, section 7): one bit at a time,
 * each with the probability that it is 0, in 256ths. Keeps up to 40 bits of look-ahead.
 */
final class BoolDecoder {
  /** The coder may end up to two bytes before the bits that it needs, which are then zeros. */
  private static final int MOST_MISSING = 2;

  private final byte[] data;
  private final int end;
  private int at;
  private int missing;

  /** The look-ahead; its top 8 bits, those above {@link #spare}, are compared with the split. */
  private long value;

  private int spare = -8;

  /** The width of the interval less one, 127 to 254 between bits. */
  private int range = 254;

  BoolDecoder(byte[] data, int start, int end) {
    this.data = data;
    this.at = start;
    this.end = end;
  }

  /** Reads a bit that is 0 with {@code probability} / 256. */
  boolean bit(int probability) throws EOFException {
    if (spare < 0) {
      load();
    }
    int split = range * probability >>> 8;
    boolean one = value >>> spare > split;
    int width;
    if (one) {
      width = range - split;
      value -= (long) (split + 1) << spare;
    } else {
      width = split + 1;
    }
    int shift = Integer.numberOfLeadingZeros(width) - 24;
    range = (width << shift) - 1;
    spare -= shift;
    return one;
  }

  boolean flag() throws EOFException {
    return bit(128);
  }

  /** Reads an unsigned number, most significant bit first. */
  int number(int bits) throws EOFException {
    int number = 0;
    for (int i = 0; i < bits; i++) {
      number = number << 1 | (flag() ? 1 : 0);
    }
    return number;
  }

  /** Reads a flag and, where it is set, a magnitude and a sign; 0 where it is not. */
  int optionalSigned(int bits) throws EOFException {
    if (!flag()) {
      return 0;
    }
    int magnitude = number(bits);
    return flag() ? -magnitude : magnitude;
  }

  /**
   * Walks a tree (RFC 6386, section 8.1).
   *
   * @param tree pairs of branches: a positive number is the next pair's index, others are values,
   *     negated
   * @param probabilities of each pair, from {@code from} on
   */
  int treed(int[] tree, short[] probabilities, int from) throws EOFException {
    int node = 0;
    do {
      node = tree[node + (bit(probabilities[from + (node >> 1)]) ? 1 : 0)];
    } while (node > 0);
    return -node;
  }

  private void load() throws EOFException {
    if (end - at >= 4) {
      for (int i = 0; i < 4; i++) {
        value = value << 8 | (data[at++] & 0xFF);
      }
      spare += 32;
    } else if (at < end) {
      value = value << 8 | (data[at++] & 0xFF);
      spare += 8;
    } else if (missing++ < MOST_MISSING) {
      value <<= 8;
      spare += 8;
    } else {
      throw new EOFException("the VP8 data end early");
    }
  }
}

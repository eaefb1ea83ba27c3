package io.prelabel.integration.picture;

/**
 * GIF's variable-length LZW (GIF89a specification, appendix F). Written here since Java's own
 * reader answers data that end early with a half-black picture and no warning, and prints a stack
 * trace for other faults.
 */
final class GifLzw {
  private static final int MOST_CODES = 4096;

  private final Bytes data;
  private long at;
  private int leftInBlock;
  private int bits;
  private int bitCount;

  private final short[] prefix = new short[MOST_CODES];
  private final byte[] last = new byte[MOST_CODES];
  private final byte[] backwards = new byte[MOST_CODES + 1];

  /** Takes the bytes from the first data sub-block on. */
  GifLzw(Bytes data) {
    this.data = data;
  }

  /**
   * Returns exactly {@code count} colour numbers; what comes after them is not looked at.
   *
   * @param codeSize bits of a colour number, 2 to 8 (1 is tolerated)
   */
  byte[] decode(int codeSize, int count) {
    if (codeSize < 1 || codeSize > 8) {
      throw Refusal.damaged("an LZW code size of " + codeSize);
    }
    byte[] out = new byte[count];
    int clear = 1 << codeSize;
    int end = clear + 1;
    for (int i = 0; i < clear; i++) {
      last[i] = (byte) i;
    }
    int next = end + 1;
    int width = codeSize + 1;
    int previous = -1;
    byte first = 0;
    int filled = 0;
    while (filled < count) {
      int code = code(width);
      if (code == clear) {
        next = end + 1;
        width = codeSize + 1;
        previous = -1;
        continue;
      }
      if (code == end) {
        throw Refusal.truncated();
      }
      boolean known = code < clear || (code > end && code < next);
      if (!known && (previous < 0 || code != next)) {
        throw Refusal.damaged("an LZW code that was never defined");
      }
      int length = 0;
      if (!known) {
        backwards[length++] = first;
      }
      int each = known ? code : previous;
      while (each > end) {
        backwards[length++] = last[each];
        each = prefix[each];
      }
      first = last[each];
      backwards[length++] = first;
      while (length > 0 && filled < count) {
        out[filled++] = backwards[--length];
      }
      if (previous >= 0 && next < MOST_CODES) {
        prefix[next] = (short) previous;
        last[next++] = first;
        if (next == 1 << width && width < 12) {
          width++;
        }
      }
      previous = code;
    }
    return out;
  }

  private int code(int width) {
    while (bitCount < width) {
      bits |= nextByte() << bitCount;
      bitCount += 8;
    }
    int code = bits & ((1 << width) - 1);
    bits >>>= width;
    bitCount -= width;
    return code;
  }

  private int nextByte() {
    if (leftInBlock == 0) {
      leftInBlock = data.u8(at++);
      if (leftInBlock == 0) {
        throw Refusal.truncated();
      }
    }
    leftInBlock--;
    return data.u8(at++);
  }
}

package io.prelabel.integration.picture;

/**
 * GIF's variable-length LZW (GIF89a specification, appendix F). Written here since Java's own
 * reader answers data that end early with a picture that is blank from there on, and no warning.
 * One use per object.
 */
final class GifLzw {
  private static final int MOST_CODES = 4096;
  private static final int NONE = -1;

  private final GifBits in;
  private final int codeSize;
  private final int clear;

  /** A code stands for what its prefix stands for, and its last colour. */
  private final short[] prefix = new short[MOST_CODES];

  private final byte[] last = new byte[MOST_CODES];
  private int next;
  private int width;
  private int previous;
  private byte firstOfPrevious;

  /** The colours of one code, last one first. */
  private final byte[] backwards = new byte[MOST_CODES + 1];

  /**
   * Takes the bytes from the first data sub-block on.
   *
   * @param codeSize bits of a colour number, 2 to 8 (1 is tolerated)
   */
  GifLzw(Bytes data, int codeSize) {
    if (codeSize < 1 || codeSize > 8) {
      throw Refusal.damaged("an LZW code size of " + codeSize);
    }
    this.in = new GifBits(data);
    this.codeSize = codeSize;
    this.clear = 1 << codeSize;
    for (int i = 0; i < clear; i++) {
      last[i] = (byte) i;
    }
    reset();
  }

  private void reset() {
    next = clear + 2;
    width = codeSize + 1;
    previous = NONE;
  }

  /** Returns exactly {@code count} colour numbers; what comes after them is not looked at. */
  byte[] decode(int count) {
    byte[] out = new byte[count];
    int filled = 0;
    while (filled < count) {
      int code = in.next(width);
      if (code == clear) {
        reset();
      } else if (code == clear + 1) {
        throw Refusal.truncated(); // the end mark, too early
      } else {
        int length = expand(code);
        while (length > 0 && filled < count) {
          out[filled++] = backwards[--length];
        }
        define();
        previous = code;
      }
    }
    return out;
  }

  /** Puts the colours of a code into {@link #backwards} and returns their number. */
  private int expand(int code) {
    boolean known = code < next;
    if (!known && (previous == NONE || code != next)) {
      throw Refusal.damaged("an LZW code that was never defined");
    }
    int length = 0;
    if (!known) {
      backwards[length++] = firstOfPrevious; // the code that is just being defined
    }
    int each = known ? code : previous;
    while (each > clear) {
      backwards[length++] = last[each];
      each = prefix[each];
    }
    firstOfPrevious = last[each];
    backwards[length++] = firstOfPrevious;
    return length;
  }

  /** Defines the next code: the previous one and the first colour of the present one. */
  private void define() {
    if (previous == NONE || next == MOST_CODES) {
      return;
    }
    prefix[next] = (short) previous;
    last[next++] = firstOfPrevious;
    if (next == 1 << width && width < 12) {
      width++;
    }
  }
}

package io.prelabel.integration.picture.vp8;

import java.io.EOFException;
import java.util.Arrays;

/**
 * The present macroblock's dequantized coefficients (RFC 6386, section 13): 16 blocks of luminance,
 * 4 of each colour difference, and one of the luminance averages, 16 numbers each.
 */
final class Coefficients {
  private static final int AVERAGES = 24 * 16;
  private static final int KIND_LUMA_WITHOUT_AVERAGE = 0;
  private static final int KIND_AVERAGES = 1;
  private static final int KIND_CHROMA = 2;
  private static final int KIND_LUMA = 3;

  private static final int[] BAND = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7};
  private static final int[] ZIGZAG = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
  private static final int[][] EXTRA_BITS = {
    {173, 148, 140},
    {176, 155, 140, 135},
    {180, 157, 141, 134, 130},
    {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
  };

  /** Per macroblock or for the present one: 4 of luminance, 2 and 2 of chroma, 1 of averages. */
  private static final int CONTEXTS = 9;

  private final FrameHeader header;
  private final short[] probabilities;
  private final byte[] above;
  private final byte[] left = new byte[CONTEXTS];

  /** Block b begins at 16 b: 0 to 15 luminance, 16 to 19 U, 20 to 23 V, 24 averages. */
  final short[] values = new short[25 * 16];

  Coefficients(FrameHeader header) {
    this.header = header;
    this.probabilities = header.coefficientProbabilities();
    this.above = new byte[CONTEXTS * header.macroblockColumns()];
  }

  void startRow() {
    Arrays.fill(left, (byte) 0);
  }

  /** Notes that the macroblock has none. */
  void skip(int column, boolean subblocks) {
    Arrays.fill(values, (short) 0);
    int kept = subblocks ? CONTEXTS - 1 : CONTEXTS;
    Arrays.fill(left, 0, kept, (byte) 0);
    Arrays.fill(above, CONTEXTS * column, CONTEXTS * column + kept, (byte) 0);
  }

  /** Reads the next macroblock's; returns whether any is not 0. */
  boolean read(BoolDecoder in, int column, Modes modes) throws EOFException {
    Arrays.fill(values, (short) 0);
    Quantizer quantizer = header.quantizers()[modes.segment];
    int a = CONTEXTS * column;
    int kind = KIND_LUMA;
    int first = 0;
    if (!modes.subblocks) {
      int dc = quantizer.y2Dc();
      int ac = quantizer.y2Ac();
      block(in, KIND_AVERAGES, 0, dc, ac, AVERAGES, a + 8, 8);
      InverseTransform.averages(values, AVERAGES);
      kind = KIND_LUMA_WITHOUT_AVERAGE;
      first = 1;
    }
    boolean any = false;
    for (int i = 0; i < 16; i++) {
      int dc = quantizer.yDc();
      any |= block(in, kind, first, dc, quantizer.yAc(), 16 * i, a + i % 4, i / 4);
    }
    for (int i = 0; i < 8; i++) {
      int plane = 4 + 2 * (i / 4);
      int x = a + plane + i % 2;
      int y = plane + i / 2 % 2;
      int at = 16 * (16 + i);
      any |= block(in, KIND_CHROMA, 0, quantizer.uvDc(), quantizer.uvAc(), at, x, y);
    }
    return any;
  }

  private boolean block(
      BoolDecoder in, int kind, int first, int dc, int ac, int at, int aboveAt, int leftAt)
      throws EOFException {
    int end = tokens(in, kind, above[aboveAt] + left[leftAt], first, dc, ac, at);
    byte coded = (byte) (end > first ? 1 : 0);
    above[aboveAt] = coded;
    left[leftAt] = coded;
    return end > 1 || values[at] != 0;
  }

  /** Returns the position after the last coefficient. */
  private int tokens(BoolDecoder in, int kind, int context, int first, int dc, int ac, int at)
      throws EOFException {
    int n = first;
    int p = CoefficientProbabilities.index(kind, BAND[n], context);
    if (!in.bit(probabilities[p])) {
      return n;
    }
    while (true) {
      boolean zero = !in.bit(probabilities[p + 1]);
      int next = 0;
      if (!zero) {
        boolean one = !in.bit(probabilities[p + 2]);
        int magnitude = one ? 1 : large(in, p);
        int value = in.flag() ? -magnitude : magnitude;
        values[at + ZIGZAG[n]] = (short) (value * (n == 0 ? dc : ac));
        next = one ? 1 : 2;
      }
      if (++n == 16) {
        return n;
      }
      p = CoefficientProbabilities.index(kind, BAND[n], next);
      if (!zero && !in.bit(probabilities[p])) {
        return n;
      }
    }
  }

  /** A magnitude of 2 or more (RFC 6386, section 13.2). */
  private int large(BoolDecoder in, int p) throws EOFException {
    if (!in.bit(probabilities[p + 3])) {
      if (!in.bit(probabilities[p + 4])) {
        return 2;
      }
      return 3 + bit(in, probabilities[p + 5]);
    }
    if (!in.bit(probabilities[p + 6])) {
      if (!in.bit(probabilities[p + 7])) {
        return 5 + bit(in, 159);
      }
      return 7 + 2 * bit(in, 165) + bit(in, 145);
    }
    int high = bit(in, probabilities[p + 8]);
    int category = 2 * high + bit(in, probabilities[p + 9 + high]);
    int extra = 0;
    for (int probability : EXTRA_BITS[category]) {
      extra = 2 * extra + bit(in, probability);
    }
    return 3 + (8 << category) + extra;
  }

  private static int bit(BoolDecoder in, int probability) throws EOFException {
    return in.bit(probability) ? 1 : 0;
  }
}

package io.prelabel.integration.picture.vp8;

import java.io.EOFException;

/**
 * How strongly block edges are smoothed (RFC 6386, sections 9.4 and 15.4).
 *
 * @param simple whether the short filter is used, on luminance alone
 * @param level 0 to 63; 0 turns the filter off for the whole frame
 * @param sharpness 0 to 7
 * @param intraDelta added to the level of every macroblock of a key frame
 * @param subblockDelta added too where a macroblock is predicted by subblocks
 */
record FilterHeader(boolean simple, int level, int sharpness, int intraDelta, int subblockDelta) {
  static FilterHeader read(BoolDecoder in) throws EOFException {
    boolean simple = in.flag();
    int level = in.number(6);
    int sharpness = in.number(3);
    int[] deltas = new int[8];
    boolean adjusts = in.flag();
    if (adjusts && in.flag()) {
      for (int i = 0; i < deltas.length; i++) {
        deltas[i] = in.optionalSigned(6);
      }
    }
    return new FilterHeader(simple, level, sharpness, deltas[0], deltas[4]);
  }

  FilterStrength strength(int segmentLevel, boolean subblocks) {
    int adjusted = segmentLevel + intraDelta + (subblocks ? subblockDelta : 0);
    return FilterStrength.of(Math.max(0, Math.min(63, adjusted)), sharpness);
  }
}

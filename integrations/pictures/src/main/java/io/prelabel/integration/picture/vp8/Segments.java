package io.prelabel.integration.picture.vp8;

import java.io.EOFException;

/**
 * Up to four groups of macroblocks with settings of their own (RFC 6386, sections 9.3 and 10).
 *
 * @param enabled whether there are groups at all
 * @param mapped whether each macroblock says which group it belongs to; else all are of group 0
 * @param absolute whether the values below replace the frame's, or are added to them
 * @param treeProbabilities of the three branches of a group's number
 */
record Segments(
    boolean enabled,
    boolean mapped,
    boolean absolute,
    int[] quantizers,
    int[] filterLevels,
    short[] treeProbabilities) {
  static final int COUNT = 4;

  private static final int[] TREE = {2, 4, 0, -1, -2, -3};

  static Segments read(BoolDecoder in) throws EOFException {
    int[] quantizers = new int[COUNT];
    int[] filterLevels = new int[COUNT];
    short[] probabilities = {255, 255, 255};
    if (!in.flag()) {
      return new Segments(false, false, false, quantizers, filterLevels, probabilities);
    }
    boolean mapped = in.flag();
    boolean absolute = false;
    if (in.flag()) {
      absolute = in.flag();
      for (int i = 0; i < COUNT; i++) {
        quantizers[i] = in.optionalSigned(7);
      }
      for (int i = 0; i < COUNT; i++) {
        filterLevels[i] = in.optionalSigned(6);
      }
    }
    if (mapped) {
      for (int i = 0; i < probabilities.length; i++) {
        probabilities[i] = (short) (in.flag() ? in.number(8) : 255);
      }
    }
    return new Segments(true, mapped, absolute, quantizers, filterLevels, probabilities);
  }

  /** Reads the group of the next macroblock. */
  int next(BoolDecoder in) throws EOFException {
    return mapped ? in.treed(TREE, treeProbabilities, 0) : 0;
  }

  /** Returns a group's quantizer index, given the frame's. */
  int quantizer(int segment, int ofFrame) {
    return apply(quantizers[segment], ofFrame);
  }

  /** Returns a group's loop filter level, given the frame's. */
  int filterLevel(int segment, int ofFrame) {
    return apply(filterLevels[segment], ofFrame);
  }

  private int apply(int own, int ofFrame) {
    if (!enabled) {
      return ofFrame;
    }
    return absolute ? own : ofFrame + own;
  }
}

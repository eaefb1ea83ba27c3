package io.prelabel.integration.picture.vp8;

import java.io.EOFException;
import java.util.Arrays;

/**
 * How the present macroblock is predicted (RFC 6386, section 11), and the neighbours' modes that
 * its own are coded by. Whole-block modes have the numbers of the subblock modes that stand for
 * them.
 */
final class Modes {
  static final int DC = 0;
  static final int TRUE_MOTION = 1;
  static final int VERTICAL = 2;
  static final int HORIZONTAL = 3;
  static final int LEFT_DOWN = 4;
  static final int RIGHT_DOWN = 5;
  static final int VERTICAL_RIGHT = 6;
  static final int VERTICAL_LEFT = 7;
  static final int HORIZONTAL_DOWN = 8;
  static final int HORIZONTAL_UP = 9;

  private static final int[] SUBBLOCK_TREE = {
    -DC,
    2,
    -TRUE_MOTION,
    4,
    -VERTICAL,
    6,
    8,
    12,
    -HORIZONTAL,
    10,
    -RIGHT_DOWN,
    -VERTICAL_RIGHT,
    -LEFT_DOWN,
    14,
    -VERTICAL_LEFT,
    16,
    -HORIZONTAL_DOWN,
    -HORIZONTAL_UP
  };

  private final FrameHeader header;
  private final byte[] above;
  private final byte[] left = new byte[4];

  int segment;
  boolean skip;
  boolean subblocks;

  /** The mode of all 16 subblocks, or of the whole block in each of them. */
  final byte[] luma = new byte[16];

  int chroma;

  Modes(FrameHeader header) {
    this.header = header;
    this.above = new byte[4 * header.macroblockColumns()];
  }

  void startRow() {
    Arrays.fill(left, (byte) DC);
  }

  /** Reads the next macroblock's modes. */
  void read(int column) throws EOFException {
    BoolDecoder in = header.modes();
    segment = header.segments().next(in);
    skip = header.skipProbability() >= 0 && in.bit(header.skipProbability());
    subblocks = !in.bit(145);
    if (subblocks) {
      readSubblocks(in, column);
    } else {
      boolean alongOneSide = in.bit(156);
      int mode =
          alongOneSide ? (in.bit(128) ? TRUE_MOTION : HORIZONTAL) : (in.bit(163) ? VERTICAL : DC);
      Arrays.fill(luma, (byte) mode);
      Arrays.fill(above, 4 * column, 4 * column + 4, (byte) mode);
      Arrays.fill(left, (byte) mode);
    }
    chroma = chroma(in);
  }

  private void readSubblocks(BoolDecoder in, int column) throws EOFException {
    for (int i = 0; i < 16; i++) {
      int x = 4 * column + i % 4;
      int y = i / 4;
      int from = 9 * (10 * above[x] + left[y]);
      byte mode = (byte) in.treed(SUBBLOCK_TREE, SubblockModeProbabilities.OF, from);
      luma[i] = mode;
      above[x] = mode;
      left[y] = mode;
    }
  }

  private static int chroma(BoolDecoder in) throws EOFException {
    if (!in.bit(142)) {
      return DC;
    }
    if (!in.bit(114)) {
      return VERTICAL;
    }
    return in.bit(183) ? TRUE_MOTION : HORIZONTAL;
  }
}

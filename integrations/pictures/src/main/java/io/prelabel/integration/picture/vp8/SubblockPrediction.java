package io.prelabel.integration.picture.vp8;

/**
 * Predicts 4 x 4 luminance pixels (RFC 6386, section 12.3). The edge runs from the lowest pixel to
 * the left, up over the corner, and along the row above to the right.
 */
final class SubblockPrediction {
  private static final int CORNER = 4;

  /** 4 pixels to the left (lowest first), the corner, 8 above. */
  private final int[] edge = new int[13];

  private final Plane plane;
  private int at;

  SubblockPrediction(Plane plane) {
    this.plane = plane;
  }

  /**
   * Fills a subblock.
   *
   * @param at its top-left pixel
   * @param aboveRight the 4 pixels above and to the right of it
   */
  void fill(int at, int mode, int[] aboveRight) {
    this.at = at;
    int above = at - plane.stride;
    for (int i = 0; i < 4; i++) {
      edge[i] = plane.get(at + (3 - i) * plane.stride - 1);
      edge[CORNER + 1 + i] = plane.get(above + i);
      edge[CORNER + 5 + i] = aboveRight[i];
    }
    edge[CORNER] = plane.get(above - 1);
    switch (mode) {
      case Modes.DC -> average();
      case Modes.TRUE_MOTION -> BlockPrediction.trueMotion(plane, at, 4);
      case Modes.VERTICAL -> vertical();
      case Modes.HORIZONTAL -> horizontal();
      case Modes.LEFT_DOWN -> leftDown();
      case Modes.RIGHT_DOWN -> rightDown();
      case Modes.VERTICAL_RIGHT -> verticalRight();
      case Modes.VERTICAL_LEFT -> verticalLeft();
      case Modes.HORIZONTAL_DOWN -> horizontalDown();
      default -> horizontalUp();
    }
  }

  private void average() {
    int sum = 4;
    for (int i = 0; i < 4; i++) {
      sum += edge[i] + edge[CORNER + 1 + i];
    }
    BlockPrediction.constant(plane, at, 4, sum >> 3);
  }

  private void vertical() {
    for (int x = 0; x < 4; x++) {
      int value = smooth(CORNER + 1 + x);
      for (int y = 0; y < 4; y++) {
        put(x, y, value);
      }
    }
  }

  private void horizontal() {
    for (int y = 0; y < 4; y++) {
      int value = y == 3 ? smooth(edge[1], edge[0], edge[0]) : smooth(CORNER - 1 - y);
      for (int x = 0; x < 4; x++) {
        put(x, y, value);
      }
    }
  }

  private void leftDown() {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        int i = x + y;
        put(x, y, i == 6 ? smooth(edge[11], edge[12], edge[12]) : smooth(CORNER + 2 + i));
      }
    }
  }

  private void rightDown() {
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        put(x, y, smooth(CORNER + x - y));
      }
    }
  }

  private void verticalRight() {
    for (int x = 0; x < 4; x++) {
      put(x, 0, between(CORNER + x));
      put(x, 1, smooth(CORNER + x));
      put(x, 2, x == 0 ? smooth(CORNER - 1) : between(CORNER + x - 1));
      put(x, 3, x == 0 ? smooth(CORNER - 2) : smooth(CORNER + x - 1));
    }
  }

  private void verticalLeft() {
    for (int x = 0; x < 4; x++) {
      put(x, 0, between(CORNER + 1 + x));
      put(x, 1, smooth(CORNER + 2 + x));
      put(x, 2, x == 3 ? smooth(CORNER + 6) : between(CORNER + 2 + x));
      put(x, 3, x == 3 ? smooth(CORNER + 7) : smooth(CORNER + 3 + x));
    }
  }

  private void horizontalDown() {
    for (int y = 0; y < 4; y++) {
      put(0, y, between(CORNER - 1 - y));
      put(1, y, smooth(CORNER - y));
      put(2, y, y == 0 ? smooth(CORNER + 1) : between(CORNER - y));
      put(3, y, y == 0 ? smooth(CORNER + 2) : smooth(CORNER + 1 - y));
    }
  }

  private void horizontalUp() {
    int lowest = edge[0];
    int[] line = {
      between(2), smooth(2), between(1), smooth(1), between(0), smooth(edge[1], lowest, lowest)
    };
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 4; x++) {
        int i = x + 2 * y;
        put(x, y, i < line.length ? line[i] : lowest);
      }
    }
  }

  private void put(int x, int y, int value) {
    plane.pixels[at + y * plane.stride + x] = (byte) value;
  }

  /** The weighted average of an edge pixel and its two neighbours. */
  private int smooth(int i) {
    return smooth(edge[i - 1], edge[i], edge[i + 1]);
  }

  private static int smooth(int before, int middle, int after) {
    return (before + 2 * middle + after + 2) >> 2;
  }

  /** The average of an edge pixel and the next. */
  private int between(int i) {
    return (edge[i] + edge[i + 1] + 1) >> 1;
  }
}

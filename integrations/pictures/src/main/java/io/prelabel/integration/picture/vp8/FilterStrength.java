package io.prelabel.integration.picture.vp8;

/**
 * The thresholds of the loop filter for one kind of macroblock (RFC 6386, section 15.4).
 *
 * @param edge most difference across an edge inside a macroblock that is smoothed; 0 turns the
 *     filter off
 * @param interior most difference of neighbours beside the edge
 * @param variance difference of neighbours above which only the edge itself is smoothed
 */
record FilterStrength(int edge, int interior, int variance) {
  static FilterStrength of(int level, int sharpness) {
    if (level == 0) {
      return new FilterStrength(0, 0, 0);
    }
    int interior = level;
    if (sharpness > 0) {
      interior >>= sharpness > 4 ? 2 : 1;
      interior = Math.min(interior, 9 - sharpness);
    }
    interior = Math.max(1, interior);
    int variance = level >= 40 ? 2 : level >= 15 ? 1 : 0;
    return new FilterStrength(2 * level + interior, interior, variance);
  }

  boolean off() {
    return edge == 0;
  }

  /** Returns the threshold between macroblocks, where more is smoothed. */
  int outerEdge() {
    return edge + 4;
  }
}

package io.prelabel.integration.picture.vp8;

/**
 * Runs the loop filter over a whole frame, macroblock by macroblock: left edge, inner columns,
 * upper edge, inner rows (RFC 6386, section 15.1).
 */
final class FrameFilter {
  private final FrameHeader header;
  private final FilterStrength[] strengths = new FilterStrength[2 * Segments.COUNT];
  private final byte[] kinds;

  FrameFilter(FrameHeader header) {
    this.header = header;
    this.kinds = new byte[header.macroblockColumns() * header.macroblockRows()];
    for (int i = 0; i < strengths.length; i++) {
      int level = header.segments().filterLevel(i / 2, header.filter().level());
      strengths[i] = header.filter().strength(level, i % 2 == 1);
    }
  }

  /** Notes what decides on a macroblock's filter: a flat one's inner edges are left alone. */
  void note(int column, int row, Modes modes, boolean anyCoefficients) {
    boolean inner = modes.subblocks || anyCoefficients;
    int strength = 2 * modes.segment + (modes.subblocks ? 1 : 0);
    kinds[row * header.macroblockColumns() + column] = (byte) (strength * 2 + (inner ? 1 : 0));
  }

  void run(Plane y, Plane u, Plane v) {
    if (header.filter().level() == 0) {
      return;
    }
    for (int row = 0; row < header.macroblockRows(); row++) {
      for (int column = 0; column < header.macroblockColumns(); column++) {
        int kind = kinds[row * header.macroblockColumns() + column];
        FilterStrength strength = strengths[kind / 2];
        boolean inner = kind % 2 == 1;
        if (strength.off()) {
          continue;
        }
        if (header.filter().simple()) {
          simple(y, column, row, strength, inner);
        } else {
          normal(y, 16, column, row, strength, inner);
          normal(u, 8, column, row, strength, inner);
          normal(v, 8, column, row, strength, inner);
        }
      }
    }
  }

  private static void simple(
      Plane plane, int column, int row, FilterStrength strength, boolean inner) {
    LoopFilter filter = new LoopFilter(plane);
    int at = plane.at(16 * column, 16 * row);
    int down = plane.stride;
    if (column > 0) {
      filter.simple(at, down, 1, 16, strength.outerEdge());
    }
    for (int i = 4; inner && i < 16; i += 4) {
      filter.simple(at + i, down, 1, 16, strength.edge());
    }
    if (row > 0) {
      filter.simple(at, 1, down, 16, strength.outerEdge());
    }
    for (int i = 4; inner && i < 16; i += 4) {
      filter.simple(at + i * down, 1, down, 16, strength.edge());
    }
  }

  private static void normal(
      Plane plane, int size, int column, int row, FilterStrength strength, boolean inner) {
    LoopFilter filter = new LoopFilter(plane);
    int at = plane.at(size * column, size * row);
    int down = plane.stride;
    if (column > 0) {
      filter.outer(at, down, 1, size, strength);
    }
    for (int i = 4; inner && i < size; i += 4) {
      filter.inner(at + i, down, 1, size, strength);
    }
    if (row > 0) {
      filter.outer(at, 1, down, size, strength);
    }
    for (int i = 4; inner && i < size; i += 4) {
      filter.inner(at + i * down, 1, down, size, strength);
    }
  }
}

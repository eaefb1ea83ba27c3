package io.prelabel.integration.picture.vp8;

/** Smooths the edges between blocks of one plane (RFC 6386, section 15). */
final class LoopFilter {
  private final Plane plane;

  LoopFilter(Plane plane) {
    this.plane = plane;
  }

  /**
   * The simple filter along one edge (section 15.2).
   *
   * @param at first pixel after the edge
   * @param along step from one pixel of the edge to the next
   * @param across step from a pixel to the one behind it, away from the edge
   */
  void simple(int at, int along, int across, int length, int limit) {
    for (int i = 0; i < length; i++) {
      int q0 = at + i * along;
      if (edgeDifference(q0, across) <= limit) {
        two(q0, across);
      }
    }
  }

  /** The normal filter along an edge between macroblocks: up to six pixels (section 15.3). */
  void outer(int at, int along, int across, int length, FilterStrength strength) {
    for (int i = 0; i < length; i++) {
      int q0 = at + i * along;
      if (smooths(q0, across, strength.outerEdge(), strength.interior())) {
        if (varies(q0, across, strength.variance())) {
          two(q0, across);
        } else {
          six(q0, across);
        }
      }
    }
  }

  /** The normal filter along an edge inside a macroblock: up to four pixels (section 15.3). */
  void inner(int at, int along, int across, int length, FilterStrength strength) {
    for (int i = 0; i < length; i++) {
      int q0 = at + i * along;
      if (smooths(q0, across, strength.edge(), strength.interior())) {
        if (varies(q0, across, strength.variance())) {
          two(q0, across);
        } else {
          four(q0, across);
        }
      }
    }
  }

  private int edgeDifference(int q0, int across) {
    int nearest = Math.abs(get(q0 - across) - get(q0));
    int next = Math.abs(get(q0 - 2 * across) - get(q0 + across));
    return 2 * nearest + next / 2;
  }

  private boolean smooths(int q0, int across, int edge, int interior) {
    return edgeDifference(q0, across) <= edge
        && difference(q0 - 4 * across, across) <= interior
        && difference(q0 - 3 * across, across) <= interior
        && difference(q0 - 2 * across, across) <= interior
        && difference(q0, across) <= interior
        && difference(q0 + across, across) <= interior
        && difference(q0 + 2 * across, across) <= interior;
  }

  private boolean varies(int q0, int across, int variance) {
    return difference(q0 - 2 * across, across) > variance || difference(q0, across) > variance;
  }

  private int difference(int at, int across) {
    return Math.abs(get(at) - get(at + across));
  }

  private void two(int q0, int across) {
    int p1 = get(q0 - 2 * across);
    int p0 = get(q0 - across);
    int q1 = get(q0 + across);
    int a = 3 * (get(q0) - p0) + signed8(p1 - q1);
    plane.set(q0 - across, p0 + signed5((a + 3) >> 3));
    plane.set(q0, get(q0) - signed5((a + 4) >> 3));
  }

  private void four(int q0, int across) {
    int p0 = get(q0 - across);
    int a = 3 * (get(q0) - p0);
    int after = signed5((a + 4) >> 3);
    int outer = (after + 1) >> 1;
    plane.set(q0 - 2 * across, get(q0 - 2 * across) + outer);
    plane.set(q0 - across, p0 + signed5((a + 3) >> 3));
    plane.set(q0, get(q0) - after);
    plane.set(q0 + across, get(q0 + across) - outer);
  }

  private void six(int q0, int across) {
    int p1 = get(q0 - 2 * across);
    int q1 = get(q0 + across);
    int a = signed8(3 * (get(q0) - get(q0 - across)) + signed8(p1 - q1));
    move(q0, across, 0, (27 * a + 63) >> 7);
    move(q0, across, 1, (18 * a + 63) >> 7);
    move(q0, across, 2, (9 * a + 63) >> 7);
  }

  /** Moves the n-th pixels on both sides of the edge towards each other. */
  private void move(int q0, int across, int n, int by) {
    int before = q0 - (n + 1) * across;
    int after = q0 + n * across;
    plane.set(before, get(before) + by);
    plane.set(after, get(after) - by);
  }

  private int get(int at) {
    return plane.get(at);
  }

  private static int signed8(int value) {
    return Math.max(-128, Math.min(127, value));
  }

  private static int signed5(int value) {
    return Math.max(-16, Math.min(15, value));
  }
}

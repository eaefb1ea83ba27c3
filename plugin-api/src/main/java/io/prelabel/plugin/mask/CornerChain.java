package io.prelabel.plugin.mask;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The corners of a ring in order, the first one again at the end, and its simplification by Douglas
 * and Peucker (The Canadian Cartographer 10(2), 1973): between two fixed corners, those that lie
 * within the tolerance of the line are left out.
 */
final class CornerChain {
  /** A ring or hole that would lose more of its area stays as it is. */
  private static final double LEAST_AREA_KEPT = 0.5;

  private int[] x = new int[16];
  private int[] y = new int[16];
  private final BitSet fixed = new BitSet();
  private int count;

  /** Appends a corner; one that repeats the last is joined to it. */
  void add(int cornerX, int cornerY, boolean isFixed) {
    if (count > 1 && x[count - 1] == cornerX && y[count - 1] == cornerY) {
      fixed.set(count - 1, fixed.get(count - 1) || isFixed);
      return;
    }
    if (count == x.length) {
      x = Arrays.copyOf(x, 2 * count);
      y = Arrays.copyOf(y, 2 * count);
    }
    x[count] = cornerX;
    y[count] = cornerY;
    fixed.set(count, isFixed || count == 0);
    count++;
  }

  /** Returns the ring with all its corners. */
  Ring ring() {
    BitSet all = new BitSet();
    all.set(0, count);
    return ring(all);
  }

  /**
   * Returns the ring without the corners that lie within a tolerance of the simpler line.
   *
   * @param tolerance pixels
   */
  Ring simplified(double tolerance) {
    BitSet kept = (BitSet) fixed.clone();
    int from = 0;
    while (from < count - 1) {
      int to = fixed.nextSetBit(from + 1);
      simplify(from, to, tolerance, kept);
      if (isClosed(from, to) && twiceArea(from, to, kept) < leastTwiceArea(from, to)) {
        kept.set(from, to + 1);
      }
      from = to;
    }
    return ring(kept);
  }

  private boolean isClosed(int from, int to) {
    return x[from] == x[to] && y[from] == y[to];
  }

  private double leastTwiceArea(int from, int to) {
    BitSet all = new BitSet();
    all.set(from, to + 1);
    return LEAST_AREA_KEPT * twiceArea(from, to, all);
  }

  private double twiceArea(int from, int to, BitSet kept) {
    double sum = 0;
    int i = from;
    while (i < to) {
      int next = kept.nextSetBit(i + 1);
      sum += (double) x[i] * y[next] - (double) x[next] * y[i];
      i = next;
    }
    return Math.abs(sum);
  }

  /** Open stretches wait on a stack: a recursion could go as deep as the ring is long. */
  private void simplify(int from, int to, double tolerance, BitSet kept) {
    int[] stack = new int[64];
    int depth = 0;
    stack[depth++] = from;
    stack[depth++] = to;
    while (depth > 0) {
      int end = stack[--depth];
      int start = stack[--depth];
      int farthest = farthest(start, end, tolerance);
      if (farthest < 0) {
        continue;
      }
      kept.set(farthest);
      if (depth + 4 > stack.length) {
        stack = Arrays.copyOf(stack, 2 * stack.length);
      }
      stack[depth++] = start;
      stack[depth++] = farthest;
      stack[depth++] = farthest;
      stack[depth++] = end;
    }
  }

  /**
   * Returns the corner farthest from the line between two, negative if all are within tolerance.
   */
  private int farthest(int start, int end, double tolerance) {
    int farthest = -1;
    double largest = tolerance * tolerance;
    for (int i = start + 1; i < end; i++) {
      double distance = squaredDistance(i, start, end);
      if (distance > largest) {
        largest = distance;
        farthest = i;
      }
    }
    return farthest;
  }

  /** From a corner to the stretch between two others, which may be one point. */
  private double squaredDistance(int i, int start, int end) {
    double dx = (double) x[end] - x[start];
    double dy = (double) y[end] - y[start];
    double px = (double) x[i] - x[start];
    double py = (double) y[i] - y[start];
    double length = dx * dx + dy * dy;
    double along = length == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
    double offX = px - along * dx;
    double offY = py - along * dy;
    return offX * offX + offY * offY;
  }

  private Ring ring(BitSet kept) {
    kept.clear(count - 1);
    double[] xy = new double[2 * kept.cardinality()];
    int used = 0;
    for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
      xy[used++] = x[i];
      xy[used++] = y[i];
    }
    return Ring.of(xy);
  }
}

package io.prelabel.plugin.mask;

import java.util.Arrays;

/**
 * Follows the pixel edges around a mask, pixels on the right hand. Every vertical segment has two
 * horizontal unit edges: {@code 2 * segment} is its top, walked left to right, and {@code 2 *
 * segment + 1} its bottom, walked right to left. Where two pixels touch at a corner alone the way
 * turns right, so that 4-connected parts stay apart. Each edge has one successor; the cycles are
 * the rings. Memory is in proportion to the segments.
 */
final class OutlineTracer {
  private static final int NONE = -1;

  private final Segments segments;

  /** Index of the first segment of each column; one more for the end. */
  private final int[] firstOfColumn;

  private final int width;

  OutlineTracer(Segments segments, int width) {
    this.segments = segments;
    this.width = width;
    this.firstOfColumn = new int[width + 1];
    Arrays.fill(firstOfColumn, segments.count);
    for (int i = segments.count - 1; i >= 0; i--) {
      firstOfColumn[segments.x[i]] = i;
    }
    for (int x = width - 1; x >= 0; x--) {
      firstOfColumn[x] = Math.min(firstOfColumn[x], firstOfColumn[x + 1]);
    }
  }

  static boolean isTop(int edge) {
    return edge % 2 == 0;
  }

  private static int top(int segment) {
    return 2 * segment;
  }

  private static int bottom(int segment) {
    return 2 * segment + 1;
  }

  int startX(int edge) {
    return isTop(edge) ? segments.x[edge / 2] : segments.x[edge / 2] + 1;
  }

  int endX(int edge) {
    return isTop(edge) ? segments.x[edge / 2] + 1 : segments.x[edge / 2];
  }

  int y(int edge) {
    return isTop(edge) ? segments.first[edge / 2] : segments.end[edge / 2];
  }

  /** Returns the edge that follows, across the vertical edge between them where there is one. */
  int next(int edge) {
    return isTop(edge) ? afterTop(edge / 2) : afterBottom(edge / 2);
  }

  private int afterTop(int segment) {
    int y = segments.first[segment];
    int ahead = holding(segments.x[segment] + 1, y);
    if (ahead == NONE) {
      int below = firstFrom(segments.x[segment] + 1, y);
      return below == NONE || segments.end[segment] <= segments.first[below]
          ? bottom(segment)
          : top(below);
    }
    return segments.first[ahead] == y ? top(ahead) : upwards(ahead, segment - 1);
  }

  private int afterBottom(int segment) {
    int x = segments.x[segment] - 1;
    int y = segments.end[segment];
    int ahead = holding(x, y - 1);
    if (ahead == NONE) {
      return upwards(segment, lastUpTo(x, y));
    }
    if (segments.end[ahead] == y) {
      return bottom(ahead);
    }
    int below = segment + 1;
    boolean endsFirst =
        below == segments.count
            || segments.x[below] != segments.x[segment]
            || segments.end[ahead] <= segments.first[below];
    return endsFirst ? bottom(ahead) : top(below);
  }

  /**
   * Returns the edge at the upper end of a way up: {@code right} is the segment on its right hand,
   * {@code left} the nearest one above in the column to the left, or none.
   */
  private int upwards(int right, int left) {
    boolean turnsRight =
        left < 0
            || segments.x[left] != segments.x[right] - 1
            || segments.first[right] >= segments.end[left];
    return turnsRight ? top(right) : bottom(left);
  }

  /** Returns the edge at the upper end of the way up along the left side of a pixel's column. */
  int upwardsFrom(int x, int y) {
    return upwards(holding(x, y), lastUpTo(x - 1, y));
  }

  /** Whether a pixel is in the mask. */
  boolean holds(int x, int y) {
    return holding(x, y) != NONE;
  }

  /** The segment that holds a pixel. */
  private int holding(int x, int y) {
    int candidate = lastFirstUpTo(x, y);
    return candidate != NONE && segments.end[candidate] > y ? candidate : NONE;
  }

  /** The first segment of a column that begins at or below a row, given that none holds it. */
  private int firstFrom(int x, int y) {
    if (x >= width) {
      return NONE;
    }
    int before = lastFirstUpTo(x, y);
    int candidate = before == NONE ? firstOfColumn[x] : before + 1;
    return candidate < firstOfColumn[x + 1] ? candidate : NONE;
  }

  /** The last segment of a column that ends at or above a row. */
  private int lastUpTo(int x, int y) {
    int candidate = lastFirstUpTo(x, y - 1);
    if (candidate != NONE && segments.end[candidate] > y) {
      candidate--;
    }
    return candidate != NONE && candidate >= firstOfColumn[x] ? candidate : NONE;
  }

  /** The last segment of a column whose first row is at or above a row. */
  private int lastFirstUpTo(int x, int y) {
    if (x < 0 || x >= width) {
      return NONE;
    }
    int from = firstOfColumn[x];
    int found = Arrays.binarySearch(segments.first, from, firstOfColumn[x + 1], y);
    int candidate = found >= 0 ? found : -found - 2;
    return candidate >= from ? candidate : NONE;
  }
}

package io.prelabel.plugin.mask;

import java.util.Arrays;

/**
 * The foreground runs of a mask cut at the column edges, in column-major order: segment {@code i}
 * covers rows {@code first[i]} to {@code end[i] - 1} of column {@code x[i]}. Segments of a column
 * never touch.
 */
final class Segments {
  int[] x = new int[16];
  int[] first = new int[16];
  int[] end = new int[16];
  int count;

  static Segments of(Mask mask) {
    Segments segments = new Segments();
    mask.forEachRun(segments::add);
    return segments;
  }

  int length(int segment) {
    return end[segment] - first[segment];
  }

  private void add(int column, int firstRow, int endRow) {
    if (count == x.length) {
      x = Arrays.copyOf(x, count * 2);
      first = Arrays.copyOf(first, count * 2);
      end = Arrays.copyOf(end, count * 2);
    }
    x[count] = column;
    first[count] = firstRow;
    end[count] = endRow;
    count++;
  }
}

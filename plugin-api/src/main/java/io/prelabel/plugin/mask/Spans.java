package io.prelabel.plugin.mask;

import java.util.Arrays;

/** Stretches of column-major positions in any order, overlapping or not. */
final class Spans {
  /** Start in the upper half, end in the lower: sorts by start. */
  private long[] spans = new long[64];

  private int count;

  void add(int start, int end) {
    if (start == end) {
      return;
    }
    if (count == spans.length) {
      spans = Arrays.copyOf(spans, 2 * count);
    }
    spans[count++] = ((long) start << Integer.SIZE) | end;
  }

  Mask union(int width, int height) {
    Arrays.sort(spans, 0, count);
    RunBuilder runs = new RunBuilder(width, height);
    int covered = 0;
    for (int i = 0; i < count; i++) {
      int start = Math.max(covered, (int) (spans[i] >>> Integer.SIZE));
      int end = (int) spans[i];
      if (end > start) {
        runs.addForegroundAt(start, end - start);
        covered = end;
      }
    }
    return runs.build();
  }
}

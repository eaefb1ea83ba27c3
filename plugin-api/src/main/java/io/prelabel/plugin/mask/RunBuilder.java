package io.prelabel.plugin.mask;

import java.util.Arrays;

/** Collects the run lengths of a mask, first pixel to last, in memory that grows with the runs. */
final class RunBuilder {
  private final int width;
  private final int height;
  private int[] runs = new int[16];
  private int count = 1;
  private int covered;

  RunBuilder(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Appends pixels of one kind; joins them to the last run where that is of the same kind. */
  void add(boolean foreground, int length) {
    if (length == 0) {
      return;
    }
    boolean lastIsForeground = count % 2 == 0;
    if (foreground != lastIsForeground) {
      if (count == runs.length) {
        runs = Arrays.copyOf(runs, runs.length * 2);
      }
      count++;
    }
    runs[count - 1] += length;
    covered += length;
  }

  /**
   * Appends foreground at a column-major position at or after the last pixel, background before.
   */
  void addForegroundAt(int position, int length) {
    add(false, position - covered);
    add(true, length);
  }

  /** Fills what is left with background and makes the mask. */
  Mask build() {
    add(false, width * height - covered);
    return Mask.ofCanonicalRuns(width, height, Arrays.copyOf(runs, count));
  }
}

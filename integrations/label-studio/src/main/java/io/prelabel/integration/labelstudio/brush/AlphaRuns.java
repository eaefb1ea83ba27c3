package io.prelabel.integration.labelstudio.brush;

import java.util.Arrays;

/** Collects which pixels are opaque, as run lengths in row order, background first. */
final class AlphaRuns {
  private static final int HALF = 128;

  private int[] runs = new int[64];
  private int count = 1;

  /** How many values came so far; the last of each four is an alpha. */
  private long seen;

  /** Adds a value that follows that many times, and with it every pixel whose alpha it is. */
  void add(int value, int times) {
    long pixelsBefore = seen / BrushRle.VALUES_PER_PIXEL;
    seen += times;
    int pixels = (int) (seen / BrushRle.VALUES_PER_PIXEL - pixelsBefore);
    if (pixels == 0) {
      return;
    }
    boolean isOpaque = value >= HALF;
    boolean lastIsOpaque = count % 2 == 0;
    if (isOpaque != lastIsOpaque) {
      if (count == runs.length) {
        runs = Arrays.copyOf(runs, 2 * count);
      }
      count++;
    }
    runs[count - 1] += pixels;
  }

  int[] runs() {
    return Arrays.copyOf(runs, count);
  }
}

package io.prelabel.plugin.mask;

import java.util.Arrays;

/**
 * The one canonical form of a mask: which pixels of an upright picture belong to something, as run
 * lengths over column-major pixels (top to bottom, then the next column), background first. The
 * runs of COCO's "uncompressed RLE", in canonical form: only the first run may be 0, and the last
 * run is never 0. Memory is in proportion to the number of runs, not to the picture. Immutable.
 */
public final class Mask {
  private final int width;
  private final int height;
  private final int[] runs;

  private Mask(int width, int height, int[] runs) {
    this.width = width;
    this.height = height;
    this.runs = runs;
  }

  /**
   * Makes a mask from run lengths; zero runs inside are merged.
   *
   * @param runs background first; none negative; their sum is {@code width * height}
   * @throws IllegalArgumentException where the runs don't fit the size
   */
  public static Mask ofRuns(int width, int height, int... runs) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("bad size: %d x %d".formatted(width, height));
    }
    long sum = 0;
    for (int run : runs) {
      if (run < 0) {
        throw new IllegalArgumentException("negative run: " + run);
      }
      sum += run;
    }
    if (sum != (long) width * height) {
      throw new IllegalArgumentException(
          "the runs cover %d pixels, a %d x %d picture has %d"
              .formatted(sum, width, height, (long) width * height));
    }
    return new Mask(width, height, canonical(runs));
  }

  /** Returns the mask without a pixel. */
  public static Mask empty(int width, int height) {
    return ofRuns(width, height, Math.multiplyExact(width, height));
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Returns a copy of the canonical run lengths, background first. */
  public int[] runs() {
    return runs.clone();
  }

  /** Returns the number of pixels in the mask. */
  public long area() {
    long area = 0;
    for (int i = 1; i < runs.length; i += 2) {
      area += runs[i];
    }
    return area;
  }

  public boolean isEmpty() {
    return runs.length == 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mask that
        && width == that.width
        && height == that.height
        && Arrays.equals(runs, that.runs);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(runs);
  }

  @Override
  public String toString() {
    return "Mask[%d x %d, %d pixels in %d runs]".formatted(width, height, area(), runs.length);
  }

  private static int[] canonical(int[] runs) {
    int[] merged = new int[runs.length];
    int count = 0;
    for (int i = 0; i < runs.length; i++) {
      boolean isBackground = i % 2 == 0;
      boolean continuesLast = count > 0 && (count % 2 == 1) == isBackground;
      if (continuesLast) {
        merged[count - 1] += runs[i];
      } else if (runs[i] > 0 || count == 0) {
        merged[count++] = runs[i];
      }
    }
    return Arrays.copyOf(merged, count);
  }
}

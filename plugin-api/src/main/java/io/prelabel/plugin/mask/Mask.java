package io.prelabel.plugin.mask;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

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
   * @throws IllegalArgumentException where the runs don't fit the size, or the picture has more
   *     than 2<sup>31</sup> - 1 pixels
   */
  public static Mask ofRuns(int width, int height, int... runs) {
    checkSize(width, height);
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

  /** Takes over runs that are canonical and fit the size. */
  static Mask ofCanonicalRuns(int width, int height, int[] runs) {
    return new Mask(width, height, runs);
  }

  /** Returns the mask without a pixel. */
  public static Mask empty(int width, int height) {
    checkSize(width, height);
    return new Mask(width, height, new int[] {width * height});
  }

  /**
   * Makes a mask from a bitmap.
   *
   * @param bitmap row-major: pixel (x, y) is bit {@code y * width + x}; no bit beyond the picture
   */
  public static Mask ofBitmap(int width, int height, BitSet bitmap) {
    checkSize(width, height);
    if (bitmap.length() > width * height) {
      throw new IllegalArgumentException(
          "the bitmap has a bit at %d, a %d x %d picture has %d pixels"
              .formatted(bitmap.length() - 1, width, height, width * height));
    }
    RunBuilder runs = new RunBuilder(width, height);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        runs.add(bitmap.get(y * width + x), 1);
      }
    }
    return runs.build();
  }

  /** Returns a new bitmap, row-major: pixel (x, y) is bit {@code y * width + x}. */
  public BitSet toBitmap() {
    BitSet bitmap = new BitSet(width * height);
    forEachRun(
        (x, yFirst, yEnd) -> {
          for (int y = yFirst; y < yEnd; y++) {
            bitmap.set(y * width + x);
          }
        });
    return bitmap;
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

  /**
   * Gives every pixel of the mask to the consumer once, as vertical runs: columns left to right,
   * rows top to bottom. A run that goes on in the next column is cut at the edge.
   */
  public void forEachRun(RunConsumer consumer) {
    int position = 0;
    for (int i = 0; i < runs.length; i++) {
      int end = position + runs[i];
      if (i % 2 == 1) {
        forEachColumn(position, end, consumer);
      }
      position = end;
    }
  }

  private void forEachColumn(int start, int end, RunConsumer consumer) {
    int position = start;
    while (position < end) {
      int x = position / height;
      int columnStart = x * height;
      int columnEnd = Math.min(end, columnStart + height);
      consumer.accept(x, position - columnStart, columnEnd - columnStart);
      position = columnEnd;
    }
  }

  /** Returns the smallest box around the mask, {@link Box#EMPTY} around none. */
  public Box box() {
    if (isEmpty()) {
      return Box.EMPTY;
    }
    int[] extent = {width, height, 0, 0};
    forEachRun(
        (x, yFirst, yEnd) -> {
          extent[0] = Math.min(extent[0], x);
          extent[1] = Math.min(extent[1], yFirst);
          extent[2] = Math.max(extent[2], x + 1);
          extent[3] = Math.max(extent[3], yEnd);
        });
    return new Box(extent[0], extent[1], extent[2] - extent[0], extent[3] - extent[1]);
  }

  /**
   * Returns the connected parts, ordered by their first pixel in column-major order; none of an
   * empty mask. Time and memory are in proportion to the runs.
   */
  public List<Mask> components(Connectivity connectivity) {
    return Components.of(this, connectivity);
  }

  /** Returns the mask without its connected parts of fewer pixels than the minimum. */
  public Mask withoutSmallParts(int minimumArea, Connectivity connectivity) {
    return Components.withoutSmall(this, minimumArea, connectivity);
  }

  /**
   * Returns the mask with rows and columns exchanged: pixel (x, y) becomes (y, x). Its runs are
   * this mask's runs along the rows, left to right, then the next row. Memory is in proportion to
   * the runs of both.
   */
  public Mask transposed() {
    return Transposition.of(this);
  }

  /**
   * Returns the number of pixels in both masks.
   *
   * @throws IllegalArgumentException where the sizes differ; so do the three below
   */
  public long intersectionArea(Mask other) {
    return Overlap.intersectionArea(this, other);
  }

  /** Returns the pixels in both masks. */
  public Mask intersection(Mask other) {
    return Overlap.combine(this, other, (inA, inB) -> inA && inB);
  }

  /** Returns the pixels in either mask. */
  public Mask union(Mask other) {
    return Overlap.combine(this, other, (inA, inB) -> inA || inB);
  }

  /**
   * Returns intersection over union, in [0, 1]. Two empty masks have 0.0, as in pycocotools: a mask
   * that isn't there is no match for another.
   */
  public double iou(Mask other) {
    long intersection = intersectionArea(other);
    long union = area() + other.area() - intersection;
    return union == 0 ? 0.0 : (double) intersection / union;
  }

  /** The number of canonical runs. */
  int runCount() {
    return runs.length;
  }

  /** One canonical run; odd ones are foreground. */
  int run(int index) {
    return runs[index];
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

  /** Positions are ints, so a picture may have that many pixels and no more. */
  static void checkSize(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("bad size: %d x %d".formatted(width, height));
    }
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

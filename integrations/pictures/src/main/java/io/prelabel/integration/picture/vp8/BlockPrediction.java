package io.prelabel.integration.picture.vp8;

import java.util.Arrays;

/** Predicts 16 x 16 luminance or 8 x 8 chroma pixels (RFC 6386, sections 12.2 and 12.3). */
final class BlockPrediction {
  private BlockPrediction() {}

  /**
   * Fills a block from the row above and the column to the left of it.
   *
   * @param at the block's top-left pixel
   * @param hasAbove whether that row is of the picture; an average leaves out what is not
   * @param hasLeft whether that column is of the picture
   */
  static void fill(Plane plane, int at, int size, int mode, boolean hasAbove, boolean hasLeft) {
    switch (mode) {
      case Modes.VERTICAL -> vertical(plane, at, size);
      case Modes.HORIZONTAL -> horizontal(plane, at, size);
      case Modes.TRUE_MOTION -> trueMotion(plane, at, size);
      default -> constant(plane, at, size, average(plane, at, size, hasAbove, hasLeft));
    }
  }

  private static void vertical(Plane plane, int at, int size) {
    for (int y = 0; y < size; y++) {
      int to = at + y * plane.stride;
      System.arraycopy(plane.pixels, at - plane.stride, plane.pixels, to, size);
    }
  }

  private static void horizontal(Plane plane, int at, int size) {
    for (int y = 0; y < size; y++) {
      int row = at + y * plane.stride;
      Arrays.fill(plane.pixels, row, row + size, plane.pixels[row - 1]);
    }
  }

  static void trueMotion(Plane plane, int at, int size) {
    int above = at - plane.stride;
    int corner = plane.get(above - 1);
    for (int y = 0; y < size; y++) {
      int row = at + y * plane.stride;
      int difference = plane.get(row - 1) - corner;
      for (int x = 0; x < size; x++) {
        plane.set(row + x, plane.get(above + x) + difference);
      }
    }
  }

  static void constant(Plane plane, int at, int size, int value) {
    for (int y = 0; y < size; y++) {
      int row = at + y * plane.stride;
      Arrays.fill(plane.pixels, row, row + size, (byte) value);
    }
  }

  private static int average(Plane plane, int at, int size, boolean hasAbove, boolean hasLeft) {
    int sum = 0;
    int count = 0;
    if (hasAbove) {
      for (int x = 0; x < size; x++) {
        sum += plane.get(at - plane.stride + x);
      }
      count += size;
    }
    if (hasLeft) {
      for (int y = 0; y < size; y++) {
        sum += plane.get(at + y * plane.stride - 1);
      }
      count += size;
    }
    return count == 0 ? 128 : (sum + count / 2) / count;
  }
}

package io.prelabel.integration.self1e.image;

import io.prelabel.plugin.image.Picture;
import java.util.Arrays;

/**
 * Resizes as Pillow does with {@code BICUBIC}, bit for bit: two passes, 8 bits per channel between
 * them, a pass that changes nothing left out. Memory is in proportion to the result and the longer
 * side, whatever the shape of the picture.
 */
public final class PillowBicubic {
  private static final int CHANNELS = 3;
  private static final int HALF = 1 << (BicubicWeights.FRACTION_BITS - 1);

  private PillowBicubic() {}

  /**
   * Resizes a picture; the aspect ratio is the caller's affair.
   *
   * @return row-major RGB, 3 bytes a pixel; the picture's own array where the size is the same
   */
  public static byte[] resize(Picture picture, int width, int height, PassOrder order) {
    byte[] rgb = picture.rgb();
    if (order.isVerticalFirst(picture, width, height)) {
      rgb = vertically(rgb, picture.width(), picture.height(), height);
      return horizontally(rgb, picture.width(), height, width);
    }
    if (picture.width() == width) {
      return vertically(rgb, width, picture.height(), height);
    }
    return picture.height() == height
        ? horizontally(rgb, picture.width(), height, width)
        : bothWays(picture, width, height);
  }

  /**
   * Horizontally, then vertically, without the picture in between: each of its rows is added to the
   * rows of the result that it counts for, and forgotten.
   */
  private static byte[] bothWays(Picture picture, int newWidth, int newHeight) {
    BicubicWeights across = BicubicWeights.of(picture.width(), newWidth);
    BicubicWeights down = BicubicWeights.of(picture.height(), newHeight);
    byte[] row = new byte[CHANNELS * newWidth];
    int[] sums = new int[Math.multiplyExact(row.length, newHeight)];
    Arrays.fill(sums, HALF);
    int oldest = 0;
    for (int y = 0; y < picture.height(); y++) {
      resizeRow(picture.rgb(), y * picture.width() * CHANNELS, across, row, 0);
      while (oldest < newHeight && down.first[oldest] + down.weights[oldest].length <= y) {
        oldest++;
      }
      for (int out = oldest; out < newHeight && down.first[out] <= y; out++) {
        int tap = y - down.first[out];
        if (tap < down.weights[out].length) {
          addTo(sums, out * row.length, row, down.weights[out][tap]);
        }
      }
    }
    byte[] result = new byte[sums.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = clamp(sums[i]);
    }
    return result;
  }

  private static void addTo(int[] sums, int at, byte[] row, int weight) {
    for (int i = 0; i < row.length; i++) {
      sums[at + i] += (row[i] & 0xff) * weight;
    }
  }

  private static byte[] horizontally(byte[] in, int width, int height, int newWidth) {
    if (width == newWidth) {
      return in;
    }
    BicubicWeights axis = BicubicWeights.of(width, newWidth);
    byte[] out = new byte[Math.multiplyExact(CHANNELS * newWidth, height)];
    for (int y = 0; y < height; y++) {
      resizeRow(in, y * width * CHANNELS, axis, out, y * newWidth * CHANNELS);
    }
    return out;
  }

  private static void resizeRow(byte[] in, int start, BicubicWeights axis, byte[] out, int at) {
    int to = at;
    for (int x = 0; x < axis.weights.length; x++) {
      int from = start + axis.first[x] * CHANNELS;
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (int weight : axis.weights[x]) {
        red += (in[from] & 0xff) * weight;
        green += (in[from + 1] & 0xff) * weight;
        blue += (in[from + 2] & 0xff) * weight;
        from += CHANNELS;
      }
      out[to++] = clamp(red);
      out[to++] = clamp(green);
      out[to++] = clamp(blue);
    }
  }

  /** Runs along the rows, so that memory is read in the order in which it lies. */
  private static byte[] vertically(byte[] in, int width, int height, int newHeight) {
    if (height == newHeight) {
      return in;
    }
    BicubicWeights axis = BicubicWeights.of(height, newHeight);
    int rowLength = width * CHANNELS;
    byte[] out = new byte[Math.multiplyExact(rowLength, newHeight)];
    int[] sums = new int[rowLength];
    for (int y = 0; y < newHeight; y++) {
      Arrays.fill(sums, HALF);
      int from = axis.first[y] * rowLength;
      for (int weight : axis.weights[y]) {
        for (int i = 0; i < rowLength; i++) {
          sums[i] += (in[from + i] & 0xff) * weight;
        }
        from += rowLength;
      }
      int to = y * rowLength;
      for (int i = 0; i < rowLength; i++) {
        out[to + i] = clamp(sums[i]);
      }
    }
    return out;
  }

  private static byte clamp(int fixed) {
    int value = fixed >> BicubicWeights.FRACTION_BITS;
    return (byte) (value < 0 ? 0 : Math.min(value, 255));
  }
}

package io.prelabel.integration.self1e.image;

import io.prelabel.plugin.image.Picture;
import java.util.Arrays;

/**
 * Resizes as Pillow does with {@code BICUBIC}, bit for bit: two passes, 8 bits per channel between
 * them, a pass that changes nothing left out.
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
    rgb = horizontally(rgb, picture.width(), picture.height(), width);
    return vertically(rgb, width, picture.height(), height);
  }

  private static byte[] horizontally(byte[] in, int width, int height, int newWidth) {
    if (width == newWidth) {
      return in;
    }
    BicubicWeights axis = BicubicWeights.of(width, newWidth);
    byte[] out = new byte[Math.multiplyExact(CHANNELS * newWidth, height)];
    int to = 0;
    for (int y = 0; y < height; y++) {
      int row = y * width * CHANNELS;
      for (int x = 0; x < newWidth; x++) {
        int[] weights = axis.weights[x];
        int from = row + axis.first[x] * CHANNELS;
        int red = HALF;
        int green = HALF;
        int blue = HALF;
        for (int weight : weights) {
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
    return out;
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

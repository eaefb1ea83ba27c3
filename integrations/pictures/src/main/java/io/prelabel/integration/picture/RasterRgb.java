package io.prelabel.integration.picture;

import java.awt.image.Raster;
import java.util.function.IntUnaryOperator;

/** Copies what a reader decoded into RGB bytes, row by row. */
final class RasterRgb {
  private RasterRgb() {}

  /** Converts a raster that covers the whole picture. */
  static void copy(Raster raster, RowRule rule, byte[] rgb) {
    copyOnto(raster, rule, rgb, raster.getWidth(), 0, 0);
  }

  /**
   * Converts a raster that covers a part of the picture.
   *
   * @param rgb the whole picture, row-major
   * @param width of the whole picture
   * @param x column of the picture that is the raster's first
   * @param y row of the picture that is the raster's first
   */
  static void copyOnto(Raster raster, RowRule rule, byte[] rgb, int width, int x, int y) {
    int bands = raster.getNumBands();
    int[] row = new int[raster.getWidth() * bands];
    for (int i = 0; i < raster.getHeight(); i++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + i, raster.getWidth(), 1, row);
      rule.convert(row, bands, rgb, 3 * (width * (y + i) + x));
    }
  }

  /**
   * Returns how unsigned samples of so many bits become 8-bit ones: wide ones keep their high byte
   * without rounding, narrow ones are spread over 0 to 255, as Pillow does.
   */
  static IntUnaryOperator levelOf(int bits) {
    if (bits == 8) {
      return IntUnaryOperator.identity();
    }
    if (bits > 8) {
      return sample -> sample >>> (bits - 8);
    }
    int most = (1 << bits) - 1;
    return sample -> sample * 255 / most;
  }
}

package io.prelabel.integration.picture;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import javax.imageio.ImageReadParam;

/**
 * Lets a reader write 8-bit RGB straight into the array that becomes the picture, so that a large
 * one is in memory once and not twice.
 */
final class RgbImage {
  private static final int[] RED_GREEN_BLUE = {0, 1, 2};
  private static final ComponentColorModel RGB =
      new ComponentColorModel(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          false,
          false,
          Transparency.OPAQUE,
          DataBuffer.TYPE_BYTE);

  private RgbImage() {}

  /** Returns reading parameters that fill {@code rgb} with a picture of three bands. */
  static ImageReadParam into(byte[] rgb, Header header) {
    return into(rgb, header.width(), header.height(), new ImageReadParam());
  }

  /** Returns the given parameters, which now fill {@code rgb} with a picture of three bands. */
  static ImageReadParam into(byte[] rgb, int width, int height, ImageReadParam param) {
    param.setDestination(wrap(rgb, width, height));
    return param;
  }

  private static BufferedImage wrap(byte[] rgb, int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(rgb, rgb.length),
            width,
            height,
            3 * width,
            3,
            RED_GREEN_BLUE,
            new Point(0, 0));
    return new BufferedImage(RGB, raster, false, null);
  }
}

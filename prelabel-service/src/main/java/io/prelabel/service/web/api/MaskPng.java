package io.prelabel.service.web.api;

import io.prelabel.plugin.mask.Mask;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A mask as a picture: one bit a pixel, white where the mask is. */
final class MaskPng {
  private MaskPng() {}

  static byte[] encode(Mask mask) throws IOException {
    BufferedImage image =
        new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_BINARY);
    WritableRaster raster = image.getRaster();
    mask.forEachRun(
        (x, yFirst, yEnd) -> {
          for (int y = yFirst; y < yEnd; y++) {
            raster.setSample(x, y, 0, 1);
          }
        });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}

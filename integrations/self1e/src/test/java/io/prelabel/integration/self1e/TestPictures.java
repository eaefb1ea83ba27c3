package io.prelabel.integration.self1e;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.image.PictureSize;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Decodes the RGB pictures of the tests with the JDK; upright ones, no alpha kept. */
public final class TestPictures implements PictureDecoder {
  @Override
  public PictureSize size(byte[] encoded) {
    Picture picture = decode(encoded);
    return new PictureSize(picture.width(), picture.height());
  }

  @Override
  public Picture decode(byte[] encoded) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
      Raster raster = image.getRaster();
      int[] samples = raster.getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
      int bands = raster.getNumBands();
      byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] = (byte) samples[i / 3 * bands + i % 3];
      }
      return new Picture(image.getWidth(), image.getHeight(), rgb);
    } catch (IOException e) {
      throw PluginException.badInput(e.toString());
    }
  }

  @Override
  public boolean recognises(byte[] firstBytes) {
    return true;
  }
}

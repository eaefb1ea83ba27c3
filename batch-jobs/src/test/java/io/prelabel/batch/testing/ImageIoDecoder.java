package io.prelabel.batch.testing;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.image.PictureSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

/** Decodes what the JDK can; enough for tests that make their own PNGs. */
public final class ImageIoDecoder implements PictureDecoder {
  @Override
  public PictureSize size(byte[] encoded) {
    Picture picture = decode(encoded);
    return new PictureSize(picture.width(), picture.height());
  }

  @Override
  public Picture decode(byte[] encoded) {
    BufferedImage image = read(encoded);
    byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
    int next = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int pixel = image.getRGB(x, y);
        rgb[next++] = (byte) (pixel >> 16);
        rgb[next++] = (byte) (pixel >> 8);
        rgb[next++] = (byte) pixel;
      }
    }
    return new Picture(image.getWidth(), image.getHeight(), rgb);
  }

  /** Keeps one pixel of each cell of a grid of the size that is enough. */
  @Override
  public Picture decode(byte[] encoded, UnaryOperator<PictureSize> enough) {
    Picture whole = decode(encoded);
    PictureSize shown = whole.shown();
    PictureSize small = enough.apply(shown);
    byte[] rgb = new byte[3 * small.width() * small.height()];
    for (int i = 0; i < small.width() * small.height(); i++) {
      int x = (i % small.width()) * shown.width() / small.width();
      int y = (i / small.width()) * shown.height() / small.height();
      System.arraycopy(whole.rgb(), 3 * (y * shown.width() + x), rgb, 3 * i, 3);
    }
    return new Picture(small.width(), small.height(), rgb, List.of(), shown);
  }

  @Override
  public boolean recognises(byte[] firstBytes) {
    return firstBytes.length > 4
        && firstBytes[1] == 'P'
        && firstBytes[2] == 'N'
        && firstBytes[3] == 'G';
  }

  private static BufferedImage read(byte[] encoded) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
      if (image == null) {
        throw PluginException.badInput("not a picture");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      throw e instanceof PluginException known ? known : PluginException.badInput("truncated");
    }
  }
}

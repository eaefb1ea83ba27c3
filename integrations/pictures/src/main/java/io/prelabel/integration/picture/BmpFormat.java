package io.prelabel.integration.picture;

import io.prelabel.plugin.image.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.SampleModel;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * BMP: 1 to 32 bits, run-length coded or not. Java's reader gets a copy whose header claims no more
 * bytes than there are and links to no colour profile (version 5 headers can name a file).
 */
final class BmpFormat implements PictureFormat {
  /** Sizes of the headers in use: OS/2, and Windows 3 to 5 with their variants. */
  private static final Set<Long> HEADER_SIZES = Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);

  @Override
  public boolean matches(Bytes first) {
    return first.matches(0, "BM") && first.has(14, 4) && HEADER_SIZES.contains(first.u32le(14));
  }

  @Override
  public Header header(Bytes file) {
    BmpHeader header = BmpHeader.of(file);
    return Header.of(header.width(), Math.abs(header.height()), Orientation.NORMAL, List.of());
  }

  @Override
  public Picture decode(Bytes file, Header header) throws IOException {
    BmpHeader bmp = BmpHeader.of(file);
    bmp.requireReadable(file);
    BufferedImage image =
        ImageReading.of(JdkReaders.BMP, bmp.tamed(file.toArray()), reader -> reader.read(0));
    byte[] rgb = header.newRgb();
    RasterRgb.copy(image.getRaster(), rule(image), rgb);
    return new Picture(header.width(), header.height(), rgb, List.of());
  }

  private static RowRule rule(BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel colours) {
      return RowRule.indexed(Palette.of(colours));
    }
    SampleModel model = image.getSampleModel();
    return RowRule.colour(
        RasterRgb.levelOf(model.getSampleSize(0)),
        RasterRgb.levelOf(model.getSampleSize(1)),
        RasterRgb.levelOf(model.getSampleSize(2)));
  }
}

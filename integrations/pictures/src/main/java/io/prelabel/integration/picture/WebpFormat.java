package io.prelabel.integration.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.prelabel.integration.picture.vp8.Vp8Picture;
import io.prelabel.plugin.image.Picture;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;
import javax.imageio.spi.ImageReaderSpi;

/**
 * WebP, lossy and lossless, and the first frame of an animated one on its canvas. Lossless pixels
 * go to TwelveMonkeys' reader in the simplest container, lossy ones to our own decoder; canvas,
 * animation and EXIF are read here.
 */
final class WebpFormat implements PictureFormat {
  private static final ImageReaderSpi READER = new WebPImageReaderSpi();

  @Override
  public boolean matches(Bytes first) {
    return first.matches(0, "RIFF") && first.matches(8, "WEBP");
  }

  @Override
  public Header header(Bytes file) {
    RiffChunks chunks = RiffChunks.ofFile(file);
    WebpFrame frame = WebpFrame.first(chunks);
    Orientation orientation =
        chunks
            .first("EXIF")
            .map(exif -> Exif.orientation(exif.content()))
            .orElse(Orientation.NORMAL);
    List<String> notes = Notes.firstFrameOf(chunks.count("ANMF"));
    Header header =
        chunks
            .first("VP8X")
            .map(canvas -> canvas(canvas.content(), orientation, notes))
            .orElseGet(() -> Header.of(frame.width(), frame.height(), orientation, notes));
    requireInside(frame, header);
    return header;
  }

  private static Header canvas(Bytes vp8x, Orientation orientation, List<String> notes) {
    return Header.of(vp8x.u24le(4) + 1, vp8x.u24le(7) + 1, orientation, notes);
  }

  private static void requireInside(WebpFrame frame, Header header) {
    if (frame.width() < 1 || frame.height() < 1) {
      throw Refusal.badSize(frame.width(), frame.height());
    }
    if ((long) frame.x() + frame.width() > header.width()
        || (long) frame.y() + frame.height() > header.height()) {
      throw Refusal.damaged("its frame does not fit its canvas");
    }
  }

  @Override
  public Picture decode(Bytes file, Header header) throws IOException {
    WebpFrame frame = WebpFrame.first(RiffChunks.ofFile(file));
    byte[] rgb = header.newRgb();
    if (frame.lossless()) {
      GuardedInput input = new GuardedInput(frame.asFile());
      Raster pixels = ImageReading.of(READER, input, reader -> reader.read(0).getRaster());
      RowRule rule = RowRule.colour(RasterRgb.levelOf(8));
      RasterRgb.copyOnto(pixels, rule, rgb, header.width(), frame.x(), frame.y());
    } else {
      Vp8Picture pixels = Vp8Picture.decode(frame.chunk().content().toArray());
      pixels.copyTo(rgb, header.width(), frame.x(), frame.y());
    }
    return new Picture(header.width(), header.height(), rgb, header.notes());
  }
}

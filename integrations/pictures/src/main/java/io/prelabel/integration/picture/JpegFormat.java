package io.prelabel.integration.picture;

import io.prelabel.plugin.image.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;

/**
 * JPEG (ITU-T T.81): baseline and progressive, grey, RGB, YCbCr, CMYK and YCCK. Java's reader gets
 * a stream without profiles, thumbnails and comments, so that none of those can break it.
 */
final class JpegFormat implements PictureFormat {
  /** A camera's progressive picture has about 10 scans; each one costs a pass over the picture. */
  private static final int MOST_SCANS = 100;

  /** A block of 64 pixels takes at least one bit. */
  private static final int MOST_PIXELS_PER_BYTE = 8 * 64;

  @Override
  public boolean matches(Bytes first) {
    return first.matches(0, "\u00FF\u00D8\u00FF");
  }

  @Override
  public Header header(Bytes file) {
    return header(JpegSegments.header(file));
  }

  private static Header header(JpegSegments segments) {
    JpegFrame frame = segments.frame();
    return Header.of(frame.width(), frame.height(), segments.orientation(), List.of());
  }

  @Override
  public Picture decode(Bytes file, Header header) throws IOException {
    return decode(file, header, Subsampling.NONE);
  }

  /** The reader decodes all blocks and keeps what the subsampling leaves: no scaled transform. */
  @Override
  public Picture decode(Bytes file, Header header, Subsampling subsampling) throws IOException {
    JpegSegments segments = JpegSegments.all(file);
    JpegFrame frame = segments.frame();
    frame.requireReadable();
    if (segments.scans() == 0) {
      throw Refusal.truncated();
    }
    if (segments.scans() > MOST_SCANS) {
      throw Refusal.damaged(segments.scans() + " scans");
    }
    if (!segments.ended() && (frame.progressive() || segments.scans() > 1)) {
      throw Refusal.truncated(); // what is missing may be whole scans, which no warning would tell
    }
    header.requireBytes(file.length(), MOST_PIXELS_PER_BYTE);
    int width = subsampling.of(header.width());
    int height = subsampling.of(header.height());
    byte[] rgb = new byte[Math.toIntExact(3L * width * height)];
    ImageReadParam param = subsampling.asParameters();
    if (frame.components() == 3) {
      RgbImage.into(rgb, width, height, param);
    }
    ImageReading.of(
        JdkReaders.JPEG,
        segments.pictureAlone(),
        reader -> {
          read(reader, frame, param, rgb, segments.transform());
          return rgb;
        });
    return new Picture(width, height, rgb, notes(segments, header));
  }

  private static void read(
      ImageReader reader,
      JpegFrame frame,
      ImageReadParam param,
      byte[] rgb,
      AdobeTransform transform)
      throws IOException {
    switch (frame.components()) {
      case 1 -> {
        BufferedImage grey = reader.read(0, param);
        RasterRgb.copy(grey.getRaster(), RowRule.grey(RasterRgb.levelOf(8)), rgb);
      }
      case 3 -> reader.read(0, param); // into rgb
      default -> {
        Raster raster = reader.readRaster(0, param);
        boolean luminance = transform == AdobeTransform.LUMINANCE;
        RasterRgb.copy(raster, luminance ? Cmyk.luminance() : Cmyk.inverted(), rgb);
      }
    }
  }

  private static List<String> notes(JpegSegments segments, Header header) {
    List<String> notes = new ArrayList<>(header.notes());
    if (!segments.ended()) {
      notes.add("the end marker is missing");
    }
    return notes;
  }
}

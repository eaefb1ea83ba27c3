package io.prelabel.integration.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The first page of a TIFF. The reader gets the file with a new directory that holds the picture's
 * own tags and has no successor: chains that loop, sub-directories and metadata are out of its
 * sight. It is asked for the whole picture at once, since it decodes all strips up to a region.
 */
final class TiffFormat implements PictureFormat {
  private static final ImageReaderSpi READER = new TIFFImageReaderSpi();

  /** More pages than this are not counted; a looping chain ends here too. */
  private static final int MOST_PAGES = 1000;

  @Override
  public boolean matches(Bytes first) {
    return first.matches(0, "II*\u0000") || first.matches(0, "MM\u0000*");
  }

  @Override
  public Header header(Bytes file) {
    TiffDirectory directory = directory(file);
    TiffHeader tiff = TiffHeader.of(directory);
    return Header.of(
        tiff.width(),
        tiff.height(),
        Orientation.ofTag(directory.number(Exif.ORIENTATION).orElse(1)),
        notes(file, directory));
  }

  private static TiffDirectory directory(Bytes file) {
    return TiffDirectory.first(file).orElseThrow(() -> Refusal.notAnImage(""));
  }

  private static List<String> notes(Bytes file, TiffDirectory first) {
    int pages = 1;
    try {
      long next = first.next();
      while (next != 0 && pages < MOST_PAGES) {
        pages++;
        next = first.at(next).next();
      }
    } catch (PluginException brokenLater) {
      return Notes.firstPageOf(pages - 1);
    }
    return pages == MOST_PAGES ? List.of("first of many pages") : Notes.firstPageOf(pages);
  }

  @Override
  public Picture decode(Bytes file, Header header) throws IOException {
    TiffDirectory directory = directory(file);
    TiffHeader tiff = TiffHeader.of(directory);
    tiff.requireReadable(directory, file);
    byte[] rgb = header.newRgb();
    ImageReading.of(
        READER,
        pictureAlone(file, directory),
        reader -> {
          read(reader, tiff, rgb);
          return rgb;
        });
    return new Picture(header.width(), header.height(), rgb, header.notes());
  }

  private static void read(ImageReader reader, TiffHeader tiff, byte[] rgb) throws IOException {
    if (tiff.floatingPoint()) {
      Raster raster = reader.readRaster(0, null); // read() would clip to 0 to 1
      RasterRgb.copy(raster, rule(tiff, raster.getSampleModel()), rgb);
    } else {
      BufferedImage image = reader.read(0);
      RasterRgb.copy(image.getRaster(), rule(tiff, image), rgb);
    }
  }

  private static RowRule rule(TiffHeader tiff, BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel colours) {
      return RowRule.indexed(Palette.of(colours));
    }
    return rule(tiff, image.getSampleModel());
  }

  private static RowRule rule(TiffHeader tiff, SampleModel model) {
    IntUnaryOperator level = level(tiff, model.getSampleSize(0));
    if (tiff.photometric() == 5) {
      return RowRule.cmyk(level);
    }
    return model.getNumBands() < 3 ? RowRule.grey(level) : RowRule.colour(level);
  }

  /** Unsigned samples up to 16 bits are scaled, all others clipped to 0 to 255, as Pillow does. */
  private static IntUnaryOperator level(TiffHeader tiff, int bits) {
    if (tiff.sampleFormat() == 1 && bits <= 16) {
      return RasterRgb.levelOf(bits);
    }
    return sample -> Math.max(0, Math.min(255, sample));
  }

  private static byte[] pictureAlone(Bytes file, TiffDirectory directory) {
    List<Bytes> kept = new ArrayList<>();
    for (int i = 0; i < directory.entries(); i++) {
      if (TiffTags.PICTURE.contains(directory.tag(i))) {
        kept.add(directory.entry(i));
      }
    }
    int start = file.length() + file.length() % 2;
    Endian endian = new Endian(directory.littleEndian());
    ByteArrayOutputStream out = new ByteArrayOutputStream(start + 12 * kept.size() + 6);
    file.slice(0, 4).writeTo(out);
    endian.u32(out, start);
    file.from(8).writeTo(out);
    out.writeBytes(new byte[start - file.length()]);
    endian.u16(out, kept.size());
    kept.forEach(entry -> entry.writeTo(out));
    endian.u32(out, 0);
    return out.toByteArray();
  }

  /** Writes numbers in the file's byte order. */
  private record Endian(boolean little) {
    void u16(ByteArrayOutputStream out, int value) {
      out.write(little ? value : value >>> 8);
      out.write(little ? value >>> 8 : value);
    }

    void u32(ByteArrayOutputStream out, int value) {
      u16(out, little ? value : value >>> 16);
      u16(out, little ? value >>> 16 : value);
    }
  }
}

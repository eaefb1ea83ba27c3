package io.prelabel.integration.picture;

import io.prelabel.plugin.image.Picture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageReader;

/**
 * PNG, and the default picture of an animated one. Java's reader gets header, palette and pixel
 * data alone: it never sees the compressed texts and profiles that can hold a thousand times their
 * size, nor a transparency that would change the form of its answer.
 */
final class PngFormat implements PictureFormat {
  private static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
  private static final byte[] END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82
  };
  private static final Set<String> PICTURE = Set.of("IHDR", "PLTE", "IDAT");

  /** Deflate puts at most 258 bytes into two bits. */
  private static final int MOST_RATIO = 1032;

  @Override
  public boolean matches(Bytes first) {
    return first.matches(0, SIGNATURE);
  }

  @Override
  public Header header(Bytes file) {
    PngChunks chunks = PngChunks.of(file);
    PngHeader header = PngHeader.of(chunks);
    if (header.width() > Integer.MAX_VALUE || header.height() > Integer.MAX_VALUE) {
      throw Refusal.badSize(header.width(), header.height());
    }
    return Header.of(header.width(), header.height(), orientation(chunks), notes(chunks));
  }

  private static Orientation orientation(PngChunks chunks) {
    return chunks
        .first("eXIf")
        .filter(PngChunks.Chunk::checksumFits)
        .map(chunk -> Exif.orientation(chunk.content()))
        .orElse(Orientation.NORMAL);
  }

  private static List<String> notes(PngChunks chunks) {
    return chunks
        .first("acTL")
        .filter(chunk -> chunk.content().length() >= 4)
        .map(chunk -> Notes.firstFrameOf(chunk.content().u32be(0)))
        .orElse(List.of());
  }

  @Override
  public Picture decode(Bytes file, Header header) throws IOException {
    PngChunks chunks = PngChunks.of(file);
    byte[] pictureAlone = pictureAlone(chunks, file.length());
    PngHeader png = PngHeader.of(chunks);
    header.requireBytes(pictureAlone.length, MOST_RATIO * 8 / png.bitsPerPixel());
    byte[] rgb = header.newRgb();
    ImageReading.of(
        JdkReaders.PNG,
        pictureAlone,
        reader -> {
          read(reader, png, header, palette(chunks, png), rgb);
          return rgb;
        });
    List<String> notes = new ArrayList<>(header.notes());
    if (!chunks.ended()) {
      notes.add("the end marker is missing");
    }
    return new Picture(header.width(), header.height(), rgb, notes);
  }

  private static void read(
      ImageReader reader, PngHeader png, Header header, Palette palette, byte[] rgb)
      throws IOException {
    if (png.plainRgb()) {
      reader.read(0, RgbImage.into(rgb, header));
    } else {
      RasterRgb.copy(reader.read(0).getRaster(), rule(png, palette), rgb);
    }
  }

  private static RowRule rule(PngHeader png, Palette palette) {
    if (png.indexed()) {
      return RowRule.indexed(palette);
    }
    return png.grey()
        ? RowRule.grey(RasterRgb.levelOf(png.depth()))
        : RowRule.colour(RasterRgb.levelOf(png.depth()));
  }

  private static Palette palette(PngChunks chunks, PngHeader png) {
    if (!png.indexed()) {
      return Palette.greyLevels();
    }
    return chunks
        .first("PLTE")
        .map(chunk -> Palette.ofRgb(chunk.content()))
        .orElseThrow(() -> Refusal.damaged("its palette is missing"));
  }

  /** Also the place where every byte that makes up the picture is checked. */
  private static byte[] pictureAlone(PngChunks chunks, int sizeHint) {
    if (chunks.cut()) {
      throw Refusal.truncated();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(sizeHint);
    out.writeBytes(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
    boolean hasPixels = false;
    for (PngChunks.Chunk chunk : chunks.chunks()) {
      if (PICTURE.contains(chunk.type())) {
        chunk.requireChecksum();
        chunk.whole().writeTo(out);
        hasPixels |= chunk.type().equals("IDAT");
      }
    }
    if (!hasPixels) {
      throw Refusal.truncated();
    }
    out.writeBytes(END);
    return out.toByteArray();
  }
}

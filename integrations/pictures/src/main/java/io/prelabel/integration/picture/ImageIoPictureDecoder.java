package io.prelabel.integration.picture;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.image.PictureSize;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Decodes JPEG, PNG, WebP, GIF, BMP and TIFF with Java's and TwelveMonkeys' image readers, behind
 * checks of our own: the size is judged from the header before a reader is started, a reader is
 * given the picture's own blocks and nothing else of the file, and whatever it throws comes out as
 * a {@link PluginException}. Touches neither files nor the network, registers nothing. Any number
 * of threads may decode at once.
 *
 * <p>Memory: 3 bytes a pixel for what is returned, and about as much again while a picture is
 * turned upright or a reader fills a buffer of its own (README.md says which do).
 */
public final class ImageIoPictureDecoder implements PictureDecoder {
  /** 100 million pixels: 300 MB of RGB, more than any camera's picture. */
  public static final long DEFAULT_PIXEL_LIMIT = 100_000_000;

  /** What a Java array of RGB bytes can hold. */
  private static final long MOST_PIXELS = (Integer.MAX_VALUE - 8) / 3;

  private static final List<PictureFormat> FORMATS =
      List.of(
          new JpegFormat(),
          new PngFormat(),
          new WebpFormat(),
          new GifFormat(),
          new BmpFormat(),
          new TiffFormat());

  private final long pixelLimit;

  public ImageIoPictureDecoder() {
    this(DEFAULT_PIXEL_LIMIT);
  }

  /**
   * Makes a decoder.
   *
   * @param pixelLimit most pixels of a picture, 1 to 715827879; larger ones are refused by their
   *     header
   */
  public ImageIoPictureDecoder(long pixelLimit) {
    if (pixelLimit < 1 || pixelLimit > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "the pixel limit %d is not between 1 and %d".formatted(pixelLimit, MOST_PIXELS));
    }
    this.pixelLimit = pixelLimit;
  }

  @Override
  public PictureSize size(byte[] encoded) {
    Bytes file = Bytes.of(encoded);
    return guarded(() -> header(format(file), file).upright());
  }

  @Override
  public Picture decode(byte[] encoded) {
    return decode(encoded, exact -> exact);
  }

  /**
   * Scales JPEG alone, to a half, a quarter or an eighth of its pixels in a row and in a column.
   */
  @Override
  public Picture decode(byte[] encoded, UnaryOperator<PictureSize> enough) {
    Bytes file = Bytes.of(encoded);
    return guarded(
        () -> {
          PictureFormat format = format(file);
          Header header = header(format, file);
          PictureSize shown = header.upright();
          Subsampling subsampling = Subsampling.of(shown, enough.apply(shown));
          Picture stored = format.decode(file, header, subsampling);
          Picture upright = header.orientation().apply(stored);
          return new Picture(
              upright.width(), upright.height(), upright.rgb(), upright.notes(), shown);
        });
  }

  @Override
  public boolean recognises(byte[] firstBytes) {
    return find(Bytes.of(firstBytes)).isPresent();
  }

  private Header header(PictureFormat format, Bytes file) throws IOException {
    Header header = format.header(file);
    if (header.pixels() > pixelLimit) {
      throw Refusal.tooManyPixels(header, pixelLimit);
    }
    return header;
  }

  private static PictureFormat format(Bytes file) {
    return find(file).orElseThrow(() -> UnknownContent.refusal(file));
  }

  private static Optional<PictureFormat> find(Bytes first) {
    return FORMATS.stream().filter(format -> format.matches(first)).findFirst();
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  /** Image readers throw nearly anything at hostile bytes; here it becomes one kind of failure. */
  private static <T> T guarded(Reading<T> reading) {
    try {
      return reading.run();
    } catch (PluginException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw Refusal.outOfMemory(e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw asRefusal(e);
    }
  }

  private static PluginException asRefusal(Throwable thrown) {
    List<Throwable> chain =
        Stream.iterate(thrown, each -> each != null, Throwable::getCause).limit(10).toList();
    for (Throwable each : chain) {
      if (each instanceof OutOfMemoryError outOfMemory) {
        return Refusal.outOfMemory(outOfMemory); // Java's PNG reader wraps it
      }
      if (each instanceof EOFException) {
        return Refusal.truncated();
      }
    }
    return Refusal.damaged(thrown);
  }
}

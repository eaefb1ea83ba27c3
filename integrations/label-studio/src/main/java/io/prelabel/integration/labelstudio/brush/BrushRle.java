package io.prelabel.integration.labelstudio.brush;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;

/**
 * A mask as Label Studio's brush RLE: the list of bytes under {@code value.rle} where {@code
 * value.format} is {@code rle}. Time and memory are in proportion to the runs, not to the picture.
 *
 * <p>The bytes are a bit stream, most significant bit first: a header (number of values in 32 bits,
 * word size - 1 in 5, four field sizes - 1 in 4 each), then records of one bit for the kind (1: one
 * value, repeated; 0: that many values), two for which field size, the count - 1 in a field of that
 * size, and the values. They are the pixels' red, green, blue and alpha in row order, of which only
 * alpha counts. Format: {@code encode_rle} of {@code label-studio-sdk} 2.1.2, after {@code
 * @thi.ng/rle-pack}; what is written is equal to it byte for byte.
 */
public final class BrushRle {
  /** Red, green, blue, alpha. */
  static final int VALUES_PER_PIXEL = 4;

  private static final long MOST_VALUES = 0xffff_ffffL;

  private BrushRle() {}

  /**
   * Returns the stream: a pixel of the mask is four times 255, any other four times 0.
   *
   * @throws PluginException {@code BAD_INPUT} where the picture has 2<sup>30</sup> pixels or more,
   *     which the format can't count
   */
  public static byte[] encode(Mask mask) {
    RecordWriter writer = new RecordWriter(values(mask.width(), mask.height()));
    int[] runs = mask.transposed().runs();
    for (int i = 0; i < runs.length; i++) {
      writer.run(i % 2 == 0 ? 0 : 0xff, (long) runs[i] * VALUES_PER_PIXEL);
    }
    return writer.bytes();
  }

  /**
   * Reads a stream; a pixel belongs to the mask where its alpha is 128 or more, since strokes that
   * people draw have soft edges. What follows the last value is not looked at.
   *
   * @param size of the picture that the stream must cover
   * @throws PluginException {@code BAD_INPUT} where it covers another number of pixels, ends early
   *     or is not of this format, with what is wrong
   */
  public static Mask decode(PictureSize size, byte[] rle) {
    RecordReader reader = new RecordReader(rle);
    long expected = values(size.width(), size.height());
    if (reader.values() != expected) {
      throw PluginException.badInput(
          "The brush RLE says %d values, a %d x %d picture has %d; the region is of another picture."
              .formatted(reader.values(), size.width(), size.height(), expected));
    }
    AlphaRuns alpha = new AlphaRuns();
    reader.forEachRun(alpha::add);
    return Mask.ofRuns(size.height(), size.width(), alpha.runs()).transposed();
  }

  private static long values(int width, int height) {
    long values = (long) width * height;
    if (values > MOST_VALUES / VALUES_PER_PIXEL) {
      throw PluginException.badInput(
          "A %d x %d picture has more pixels than brush RLE can count; use polygons for it."
              .formatted(width, height));
    }
    return values * VALUES_PER_PIXEL;
  }
}

package io.prelabel.plugin.image;

import java.util.List;

/**
 * A decoded picture as people see it: upright, 8-bit RGB, no alpha.
 *
 * <p>The array is not copied, neither in nor out: whoever holds a picture must not write to it.
 *
 * @param width pixels of {@code rgb}, at least 1, orientation applied
 * @param height pixels of {@code rgb}, at least 1, orientation applied
 * @param rgb row-major, 3 bytes a pixel, each 0 to 255 unsigned; length {@code 3 * width * height}
 * @param notes what a person should know about the decoding ("first of 12 frames"); often empty
 * @param shown the size at which people see it and masks are stored: width and height, or more
 *     where the picture was scaled down while it was decoded
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are shared on purpose; identity is by ImageRef
public record Picture(int width, int height, byte[] rgb, List<String> notes, PictureSize shown) {
  public Picture {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "a %d x %d picture does not have %d bytes".formatted(width, height, rgb.length));
    }
    if (shown.width() < width || shown.height() < height) {
      throw new IllegalArgumentException(
          "%d x %d pixels are more than a picture of %s has".formatted(width, height, shown));
    }
    notes = List.copyOf(notes);
  }

  /** Makes a picture that was not scaled. */
  public Picture(int width, int height, byte[] rgb, List<String> notes) {
    this(width, height, rgb, notes, new PictureSize(width, height));
  }

  /** Makes a picture without notes. */
  public Picture(int width, int height, byte[] rgb) {
    this(width, height, rgb, List.of());
  }
}

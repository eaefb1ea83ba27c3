package io.prelabel.plugin.image;

/**
 * Width and height of a picture as shown, orientation applied.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record PictureSize(int width, int height) {
  public PictureSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("bad size: %d x %d".formatted(width, height));
    }
  }

  /** Returns the number of pixels; a long, since two ints can overflow one. */
  public long pixels() {
    return (long) width * height;
  }
}

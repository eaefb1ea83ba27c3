package io.prelabel.integration.picture;

import io.prelabel.plugin.image.PictureSize;
import java.util.List;

/**
 * What a file says about its picture before anything is decoded.
 *
 * @param width stored pixels in a row, at least 1
 * @param height stored rows, at least 1
 * @param orientation what makes the stored picture upright
 * @param notes what a person should know ("first of 12 frames"); often empty
 */
record Header(int width, int height, Orientation orientation, List<String> notes) {
  /** Takes sizes as the file holds them; refuses those below 1 or beyond an int. */
  static Header of(long width, long height, Orientation orientation, List<String> notes) {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw Refusal.badSize(width, height);
    }
    return new Header((int) width, (int) height, orientation, notes);
  }

  long pixels() {
    return (long) width * height;
  }

  PictureSize upright() {
    return orientation.swapsSides()
        ? new PictureSize(height, width)
        : new PictureSize(width, height);
  }

  /**
   * Refuses, before memory is taken for it, a picture that so few bytes cannot hold.
   *
   * @param mostPerByte pixels that the format can put into one byte at best
   */
  void requireBytes(long bytes, int mostPerByte) {
    if (pixels() / mostPerByte > bytes) {
      throw Refusal.truncated();
    }
  }

  /** Returns the array that the stored picture fills: row-major RGB. */
  byte[] newRgb() {
    return new byte[Math.toIntExact(3 * pixels())];
  }
}

package io.prelabel.integration.picture;

import io.prelabel.plugin.image.PictureSize;
import javax.imageio.ImageReadParam;

/**
 * Which pixels are kept while a picture is decoded: one of {@code step} in a row, and one row of
 * {@code step}, each from the middle of its square.
 *
 * @param step 1 (all pixels), 2, 4 or 8
 */
record Subsampling(int step) {
  static final Subsampling NONE = new Subsampling(1);

  /** Takes the largest step that leaves enough, whole squares counted. */
  static Subsampling of(PictureSize shown, PictureSize enough) {
    for (int step = 8; step > 1; step /= 2) {
      if (shown.width() / step >= enough.width() && shown.height() / step >= enough.height()) {
        return new Subsampling(step);
      }
    }
    return NONE;
  }

  /** Returns what is left of so many pixels in a row, or of so many rows. */
  int of(int pixels) {
    return (pixels - offset() + step - 1) / step;
  }

  /** Returns reading parameters with this subsampling. */
  ImageReadParam asParameters() {
    ImageReadParam param = new ImageReadParam();
    param.setSourceSubsampling(step, step, offset(), offset());
    return param;
  }

  /** The middle of a square, of the two or four in the middle the upper left one. */
  private int offset() {
    return (step - 1) / 2;
  }
}

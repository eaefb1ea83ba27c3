package io.prelabel.integration.picture;

import io.prelabel.plugin.image.Picture;

/**
 * The eight ways in which a camera stores a picture (EXIF 2.32, tag 274 "Orientation"; TIFF 6.0,
 * section 8), each with the transform that shows it upright.
 */
enum Orientation {
  NORMAL,
  MIRROR_LEFT_RIGHT,
  ROTATE_180,
  MIRROR_TOP_BOTTOM,
  TRANSPOSE,
  ROTATE_90_CLOCKWISE,
  TRANSVERSE,
  ROTATE_90_COUNTER_CLOCKWISE;

  /** Returns the orientation of a tag's value 1 to 8; any other value means "leave as stored". */
  static Orientation ofTag(long value) {
    return value >= 1 && value <= 8 ? values()[(int) value - 1] : NORMAL;
  }

  boolean swapsSides() {
    return ordinal() >= TRANSPOSE.ordinal();
  }

  /** Returns the upright picture: the same one where it is upright already, else a new one. */
  Picture apply(Picture stored) {
    if (this == NORMAL) {
      return stored;
    }
    int width = swapsSides() ? stored.height() : stored.width();
    int height = swapsSides() ? stored.width() : stored.height();
    Walk walk = walk(stored.width(), stored.height());
    byte[] from = stored.rgb();
    byte[] to = new byte[from.length];
    int at = 0;
    for (int y = 0; y < height; y++) {
      int source = 3 * (walk.first + y * walk.down);
      for (int x = 0; x < width; x++, source += 3 * walk.right) {
        to[at++] = from[source];
        to[at++] = from[source + 1];
        to[at++] = from[source + 2];
      }
    }
    return new Picture(width, height, to, stored.notes());
  }

  /**
   * How the stored pixels are walked while the upright ones are filled row by row.
   *
   * @param first index of the stored pixel that becomes the upright top-left one
   * @param right step in stored pixels for one pixel to the right
   * @param down step in stored pixels for one row down
   */
  private record Walk(int first, int right, int down) {}

  private Walk walk(int w, int h) {
    int topRight = w - 1;
    int bottomLeft = (h - 1) * w;
    int bottomRight = h * w - 1;
    return switch (this) {
      case NORMAL -> new Walk(0, 1, w);
      case MIRROR_LEFT_RIGHT -> new Walk(topRight, -1, w);
      case ROTATE_180 -> new Walk(bottomRight, -1, -w);
      case MIRROR_TOP_BOTTOM -> new Walk(bottomLeft, 1, -w);
      case TRANSPOSE -> new Walk(0, w, 1);
      case ROTATE_90_CLOCKWISE -> new Walk(bottomLeft, -w, 1);
      case TRANSVERSE -> new Walk(bottomRight, -w, -1);
      case ROTATE_90_COUNTER_CLOCKWISE -> new Walk(topRight, w, -1);
    };
  }
}

package io.prelabel.integration.picture;

import java.awt.image.IndexColorModel;

/** Colours by number, as red, green and blue bytes; those beyond its end are black. */
final class Palette {
  private final byte[] rgb;

  private Palette(byte[] rgb) {
    this.rgb = rgb;
  }

  static Palette ofRgb(Bytes colours) {
    return new Palette(colours.toArray());
  }

  /** Takes a reader's colours, without their alpha. */
  static Palette of(IndexColorModel colours) {
    byte[] rgb = new byte[3 * colours.getMapSize()];
    for (int i = 0; i < colours.getMapSize(); i++) {
      rgb[3 * i] = (byte) colours.getRed(i);
      rgb[3 * i + 1] = (byte) colours.getGreen(i);
      rgb[3 * i + 2] = (byte) colours.getBlue(i);
    }
    return new Palette(rgb);
  }

  /** Returns the palette of a picture that has none: its numbers are grey levels. */
  static Palette greyLevels() {
    byte[] levels = new byte[3 * 256];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (i / 3);
    }
    return new Palette(levels);
  }

  void copy(int index, byte[] to, int at) {
    int from = 3 * index;
    boolean known = index >= 0 && from + 3 <= rgb.length;
    for (int i = 0; i < 3; i++) {
      to[at + i] = known ? rgb[from + i] : 0;
    }
  }
}

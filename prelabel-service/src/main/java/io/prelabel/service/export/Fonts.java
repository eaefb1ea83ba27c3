package io.prelabel.service.export;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * The fonts of the machine, which a bare server may lack altogether: the JDK brings none and needs
 * the system's fontconfig to find any.
 */
final class Fonts {
  private static final boolean THERE = probe();

  private Fonts() {}

  /** Returns a plain font, or empty on a machine that can draw no letter. */
  static Optional<Font> sansSerif(int size) {
    return THERE ? Optional.of(new Font(Font.SANS_SERIF, Font.PLAIN, size)) : Optional.empty();
  }

  private static boolean probe() {
    try {
      Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
      BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      return image.createGraphics().getFontMetrics(font).stringWidth("m") > 0;
    } catch (RuntimeException | LinkageError | InternalError noFonts) { // depends on the library
      return false;
    }
  }
}

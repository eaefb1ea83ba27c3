package io.prelabel.integration.picture;

import java.util.function.IntUnaryOperator;

/**
 * Turns one row of a reader's samples into RGB bytes. Works on samples, never through a colour
 * model: {@code BufferedImage.getRGB()} puts grey pictures through a gamma curve that shifts them
 * by up to 73 levels.
 */
interface RowRule {
  /**
   * Converts one row.
   *
   * @param samples pixel-interleaved, {@code bands} a pixel
   * @param rgb where to write, from {@code at} on
   */
  void convert(int[] samples, int bands, byte[] rgb, int at);

  /** Grey in the first band; the others (alpha) are dropped. */
  static RowRule grey(IntUnaryOperator level) {
    return (samples, bands, rgb, at) -> {
      int to = at;
      for (int i = 0; i < samples.length; i += bands) {
        byte value = (byte) level.applyAsInt(samples[i]);
        rgb[to++] = value;
        rgb[to++] = value;
        rgb[to++] = value;
      }
    };
  }

  /** Red, green and blue in the first three bands; a fourth (alpha) is dropped. */
  static RowRule colour(IntUnaryOperator level) {
    return colour(level, level, level);
  }

  /** The same where the bands have different widths, as in 16-bit BMP. */
  static RowRule colour(IntUnaryOperator red, IntUnaryOperator green, IntUnaryOperator blue) {
    return (samples, bands, rgb, at) -> {
      int to = at;
      for (int i = 0; i < samples.length; i += bands) {
        rgb[to++] = (byte) red.applyAsInt(samples[i]);
        rgb[to++] = (byte) green.applyAsInt(samples[i + 1]);
        rgb[to++] = (byte) blue.applyAsInt(samples[i + 2]);
      }
    };
  }

  /** Numbers of palette colours; the ones that the palette lacks are black, as in Pillow. */
  static RowRule indexed(Palette palette) {
    return (samples, bands, rgb, at) -> {
      int to = at;
      for (int i = 0; i < samples.length; i += bands, to += 3) {
        palette.copy(samples[i], rgb, to);
      }
    };
  }

  /** Cyan, magenta, yellow and black as ink, 0 for none. */
  static RowRule cmyk(IntUnaryOperator level) {
    return (samples, bands, rgb, at) -> {
      int to = at;
      for (int i = 0; i < samples.length; i += bands) {
        int light = 255 - level.applyAsInt(samples[i + 3]);
        rgb[to++] = Cmyk.channel(level.applyAsInt(samples[i]), light);
        rgb[to++] = Cmyk.channel(level.applyAsInt(samples[i + 1]), light);
        rgb[to++] = Cmyk.channel(level.applyAsInt(samples[i + 2]), light);
      }
    };
  }
}

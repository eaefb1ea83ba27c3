package io.prelabel.integration.picture;

/**
 * The plain conversions of four-colour pictures, without an ink profile, as the pictures were
 * trained on: those of Pillow's {@code convert('RGB')}.
 */
final class Cmyk {
  private static final int HALF = 1 << 15;

  private Cmyk() {}

  /**
   * Returns {@code light - round(ink * light / 255)}.
   *
   * @param ink of one colour, 0 to 255
   * @param light what black ink leaves, 0 to 255
   */
  static byte channel(int ink, int light) {
    return (byte) (light - timesOver255(ink, light));
  }

  /** A JPEG's CMYK samples, which Adobe's convention stores inverted: 255 is no ink. */
  static RowRule inverted() {
    return (samples, bands, rgb, at) -> {
      int to = at;
      for (int i = 0; i < samples.length; i += bands) {
        int light = samples[i + 3];
        rgb[to++] = channel(255 - samples[i], light);
        rgb[to++] = channel(255 - samples[i + 1], light);
        rgb[to++] = channel(255 - samples[i + 2], light);
      }
    };
  }

  /**
   * A JPEG's YCCK samples: YCbCr of the complement of inverted CMY (Adobe Technical Note 5116,
   * transform 2), with the fixed-point factors of libjpeg's {@code ycck_cmyk_convert}.
   */
  static RowRule luminance() {
    return (samples, bands, rgb, at) -> {
      int to = at;
      for (int i = 0; i < samples.length; i += bands) {
        int y = samples[i];
        int cb = samples[i + 1] - 128;
        int cr = samples[i + 2] - 128;
        int light = samples[i + 3];
        int red = y + ((fixed(1.40200) * cr + HALF) >> 16);
        int green = y + ((-fixed(0.34414) * cb - fixed(0.71414) * cr + HALF) >> 16);
        int blue = y + ((fixed(1.77200) * cb + HALF) >> 16);
        rgb[to++] = channel(clamp(red), light);
        rgb[to++] = channel(clamp(green), light);
        rgb[to++] = channel(clamp(blue), light);
      }
    };
  }

  private static int fixed(double factor) {
    return (int) (factor * (1 << 16) + 0.5);
  }

  private static int clamp(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** Pillow's MULDIV255: {@code round(a * b / 255)} without a division. */
  private static int timesOver255(int a, int b) {
    int product = a * b + 128;
    return ((product >> 8) + product) >> 8;
  }
}

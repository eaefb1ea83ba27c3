package io.prelabel.integration.labelstudio.region;

/** Label Studio's coordinates: percent of the picture as shown. */
final class Percent {
  /** Four digits after the point: a 250th of a pixel in a picture of 4,000, and short JSON. */
  private static final double DIGITS = 1e4;

  private Percent() {}

  static double of(double pixels, int size) {
    return Math.round(100 * pixels / size * DIGITS) / DIGITS;
  }

  static double toPixels(double percent, int size) {
    return percent * size / 100;
  }
}

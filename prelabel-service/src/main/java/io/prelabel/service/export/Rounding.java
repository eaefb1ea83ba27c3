package io.prelabel.service.export;

/** How finely numbers are written. */
final class Rounding {
  private Rounding() {}

  /** Rounds a probability to six digits, which is finer than any two runs of a model agree. */
  static double score(double probability) {
    return Math.round(probability * 1e6) / 1e6;
  }
}

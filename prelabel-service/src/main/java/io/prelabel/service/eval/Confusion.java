package io.prelabel.service.eval;

import java.util.OptionalDouble;

/**
 * How often "it is there" was said, and how often it was so; over pairs of image and class.
 *
 * @param truePositives said and so
 * @param falsePositives said and not so
 * @param falseNegatives not said, but so
 * @param trueNegatives not said and not so
 */
public record Confusion(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {
  /** Nothing counted yet. */
  public static final Confusion NONE = new Confusion(0, 0, 0, 0);

  /** Counts one pair more. */
  public Confusion plus(boolean isSaid, boolean isSo) {
    return new Confusion(
        truePositives + (isSaid && isSo ? 1 : 0),
        falsePositives + (isSaid && !isSo ? 1 : 0),
        falseNegatives + (!isSaid && isSo ? 1 : 0),
        trueNegatives + (!isSaid && !isSo ? 1 : 0));
  }

  /** Adds what was counted elsewhere. */
  public Confusion plus(Confusion other) {
    return new Confusion(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        trueNegatives + other.trueNegatives);
  }

  public long pairs() {
    return truePositives + falsePositives + falseNegatives + trueNegatives;
  }

  /** Returns the share of what was said that is so; empty where it was never said. */
  public OptionalDouble precision() {
    return share(truePositives, truePositives + falsePositives);
  }

  /** Returns the share of what is so that was said; empty where it is never so. */
  public OptionalDouble recall() {
    return share(truePositives, truePositives + falseNegatives);
  }

  /**
   * Returns the harmonic mean of precision and recall, {@code 2 tp / (2 tp + fp + fn)}; empty where
   * it was never said and never so.
   */
  public OptionalDouble f1() {
    return share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  /** Returns the share of the pairs that were judged rightly; empty where there are none. */
  public OptionalDouble accuracy() {
    return share(truePositives + trueNegatives, pairs());
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}

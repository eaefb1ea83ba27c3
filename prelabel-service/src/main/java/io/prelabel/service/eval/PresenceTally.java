package io.prelabel.service.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts the answers to the presence question of one class, so that every threshold can be judged
 * afterwards: a histogram in steps of a hundredth, of the same size for any number of pictures. Not
 * thread-safe.
 */
final class PresenceTally {
  private static final int STEPS = 100;

  private final double threshold;
  private final long[] thereAt = new long[STEPS + 1];
  private final long[] notThereAt = new long[STEPS + 1];
  private Confusion atThreshold = Confusion.NONE;

  /**
   * @param threshold the class's own, where 0 means that it always passes
   */
  PresenceTally(double threshold) {
    this.threshold = threshold;
  }

  void add(double presence, boolean isThere) {
    (isThere ? thereAt : notThereAt)[step(presence)]++;
    atThreshold = atThreshold.plus(presence >= threshold, isThere);
  }

  /** The highest step that the presence reaches. */
  private static int step(double presence) {
    int step = (int) Math.max(0, Math.min(STEPS, Math.floor(presence * STEPS)));
    if (step < STEPS && presence >= at(step + 1)) {
      return step + 1;
    }
    return presence < at(step) ? step - 1 : step;
  }

  private static double at(int step) {
    return (double) step / STEPS;
  }

  /** Returns what the question alone says at the class's own threshold. */
  Confusion atThreshold() {
    return atThreshold;
  }

  /** Returns F1 of the question alone at each hundredth; 0 where it has none. */
  Curve f1() {
    List<Curve.Point> points = new ArrayList<>();
    long there = 0;
    long notThere = 0;
    for (int step = STEPS; step >= 0; step--) {
      there += thereAt[step];
      notThere += notThereAt[step];
      Confusion above = new Confusion(there, notThere, total(thereAt) - there, 0);
      points.add(0, new Curve.Point(at(step), above.f1().orElse(0)));
    }
    return new Curve(points);
  }

  ThresholdAdvice advice() {
    return f1().advise(new Curve.Point(threshold, atThreshold.f1().orElse(0)));
  }

  private static long total(long[] counts) {
    long total = 0;
    for (long each : counts) {
      total += each;
    }
    return total;
  }
}

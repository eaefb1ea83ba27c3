package io.prelabel.service.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds up how well the masks of one class fit when they are cut at other thresholds: the mean IoU
 * over the pairs where the class is there, the presence question left aside. Pairs where it is not
 * there say nothing about where to cut; telling them apart is the presence question's job. Not
 * thread-safe.
 */
final class CutTally {
  /**
   * Where masks are cut on trial. Beyond 0.02 and 0.98 stored logits are coarse ({@link
   * io.prelabel.plugin.mask.QuantizedLogits}).
   */
  static final List<Double> TRIALS =
      List.of(
          0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75,
          0.8, 0.85, 0.9, 0.95, 0.98);

  private final double threshold;
  private final double[] sums = new double[TRIALS.size()];
  private double sumAtThreshold;
  private long count;

  CutTally(double threshold) {
    this.threshold = threshold;
  }

  /**
   * Takes a pair where the class is there.
   *
   * @param iouAtThreshold at the class's own threshold
   * @param iouAtTrials at each of {@link #TRIALS}
   */
  void add(double iouAtThreshold, List<Double> iouAtTrials) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += iouAtTrials.get(i);
    }
    sumAtThreshold += iouAtThreshold;
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Returns the mean IoU at each trial; one must have been added. */
  Curve meanIou() {
    List<Curve.Point> points = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      points.add(new Curve.Point(TRIALS.get(i), sums[i] / count));
    }
    return new Curve(points);
  }

  ThresholdAdvice advice() {
    return meanIou().advise(new Curve.Point(threshold, sumAtThreshold / count));
  }
}

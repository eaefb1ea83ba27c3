package io.prelabel.service.eval;

import java.util.List;

/**
 * A figure at each of some thresholds, ascending.
 *
 * @param points at least one
 */
public record Curve(List<Point> points) {
  /** Differences below this are rounding. */
  private static final double SAME = 1e-12;

  /**
   * @param threshold probability
   * @param value the figure there, higher is better
   */
  public record Point(double threshold, double value) {}

  public Curve {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a curve needs a point");
    }
  }

  /**
   * Returns the best point: the middle of the longest stretch of neighbours that share the highest
   * value, since a threshold at the end of a stretch holds for these pictures and few others.
   */
  public Point best() {
    double highest = points.stream().mapToDouble(Point::value).max().orElseThrow();
    int bestStart = 0;
    int bestLength = 0;
    int start = 0;
    for (int i = 0; i <= points.size(); i++) {
      boolean goesOn = i < points.size() && points.get(i).value() >= highest - SAME;
      if (!goesOn) {
        if (i - start > bestLength) {
          bestStart = start;
          bestLength = i - start;
        }
        start = i + 1;
      }
    }
    return points.get(bestStart + (bestLength - 1) / 2);
  }

  /**
   * Advises whether to move a threshold.
   *
   * @param current the point where the threshold is now; stays where no point of the curve is
   *     better
   */
  public ThresholdAdvice advise(Point current) {
    Point best = best();
    return new ThresholdAdvice(current, best.value() > current.value() + SAME ? best : current);
  }
}

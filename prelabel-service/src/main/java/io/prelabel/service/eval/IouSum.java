package io.prelabel.service.eval;

import java.util.OptionalDouble;

/** Adds up overlaps to {@link IouScores}. Not thread-safe. */
final class IouSum {
  private final Sum all = new Sum();
  private final Sum there = new Sum();

  void add(OverlapCount overlap, boolean isThere) {
    all.add(overlap);
    if (isThere) {
      there.add(overlap);
    }
  }

  IouScores scores() {
    return new IouScores(
        all.count, all.mean(), all.cumulative(), there.count, there.mean(), there.cumulative());
  }

  private static final class Sum {
    private long count;
    private double ious;
    private long intersections;
    private long unions;

    private void add(OverlapCount overlap) {
      count++;
      ious += overlap.iou();
      intersections += overlap.intersection();
      unions += overlap.union();
    }

    private OptionalDouble mean() {
      return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(ious / count);
    }

    private OptionalDouble cumulative() {
      return unions == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of((double) intersections / unions);
    }
  }
}

package io.prelabel.integration.self1e.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Repeats a measurement as often as its time allows. */
final class Rounds {
  private static final int MOST = 7;

  private Rounds() {}

  /** One measurement. */
  interface Timed {
    long nanos();
  }

  /**
   * The first round only warms up, unless it alone took longer than all rounds may: then it counts,
   * and is the only one.
   *
   * @param patience for all rounds after the first
   * @return at least one
   */
  static <T extends Timed> List<T> take(Supplier<T> round, Duration patience) {
    T first = round.get();
    if (first.nanos() > patience.toNanos()) {
      return List.of(first);
    }
    List<T> rounds = new ArrayList<>();
    long spent = 0;
    long next = first.nanos();
    while (rounds.isEmpty() || (rounds.size() < MOST && spent + next <= patience.toNanos())) {
      T taken = round.get();
      rounds.add(taken);
      spent += taken.nanos();
      next = taken.nanos();
    }
    return rounds;
  }

  /** Returns the median; of an even number the mean of the two in the middle. */
  static <T> double median(List<T> values, ToDoubleFunction<T> value) {
    List<Double> sorted =
        values.stream().map(value::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

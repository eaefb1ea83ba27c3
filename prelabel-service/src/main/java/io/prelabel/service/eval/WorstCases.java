package io.prelabel.service.eval;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The pairs to look at first, worst first.
 *
 * @param illFitting where the class is there: the lowest IoU, of equals the largest object
 * @param invented where it is not, and something was found: the surest
 */
public record WorstCases(List<WorstCase> illFitting, List<WorstCase> invented) {
  static final int MOST_ILL_FITTING = 12;
  static final int MOST_INVENTED = 6;

  public WorstCases {
    illFitting = List.copyOf(illFitting);
    invented = List.copyOf(invented);
  }

  /** Collects them, holding no more than will be shown. Not thread-safe. */
  static final class Collector {
    private static final Comparator<WorstCase> BY_FIT =
        Comparator.comparingDouble(WorstCase::iou)
            .thenComparing(each -> -each.target().objects().area());

    private static final Comparator<WorstCase> BY_SCORE =
        Comparator.comparingDouble(each -> -each.score());

    private final PriorityQueue<WorstCase> illFitting = new PriorityQueue<>(BY_FIT.reversed());
    private final PriorityQueue<WorstCase> invented = new PriorityQueue<>(BY_SCORE.reversed());

    void add(PairResult pair) {
      if (pair.isThere()) {
        keep(illFitting, WorstCase.of(pair), MOST_ILL_FITTING);
      } else if (pair.asSet().union() > 0) {
        keep(invented, WorstCase.of(pair), MOST_INVENTED);
      }
    }

    /** The head of the queue is the least bad. */
    private static void keep(PriorityQueue<WorstCase> queue, WorstCase found, int most) {
      queue.add(found);
      if (queue.size() > most) {
        queue.remove();
      }
    }

    WorstCases result() {
      return new WorstCases(
          illFitting.stream().sorted(BY_FIT).toList(), invented.stream().sorted(BY_SCORE).toList());
    }
  }
}

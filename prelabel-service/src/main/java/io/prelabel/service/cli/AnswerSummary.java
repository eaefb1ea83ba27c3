package io.prelabel.service.cli;

import io.prelabel.plugin.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in a few lines what a run found. */
final class AnswerSummary {
  private AnswerSummary() {}

  /**
   * Returns a line such as "192 pairs of image and class: 80 present, 90 absent, 12 empty, 10 below
   * threshold." and one per attribute, such as "light: day 14, night 10"; no line where nothing was
   * answered.
   *
   * @param outcomes number of pairs
   * @param attributes number of images by attribute and best answer
   */
  static List<String> lines(
      Map<Outcome, Long> outcomes, Map<String, Map<String, Long>> attributes) {
    List<String> lines = new ArrayList<>();
    long pairs = outcomes.values().stream().mapToLong(Long::longValue).sum();
    if (pairs > 0) {
      lines.add(
          "%d pairs of image and class: %d present, %d absent, %d empty, %d below threshold."
              .formatted(
                  pairs,
                  outcomes.getOrDefault(Outcome.PRESENT, 0L),
                  outcomes.getOrDefault(Outcome.ABSENT, 0L),
                  outcomes.getOrDefault(Outcome.EMPTY, 0L),
                  outcomes.getOrDefault(Outcome.BELOW_THRESHOLD, 0L)));
    }
    attributes.forEach((name, counts) -> lines.add("%s: %s".formatted(name, listed(counts))));
    return lines;
  }

  private static String listed(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}

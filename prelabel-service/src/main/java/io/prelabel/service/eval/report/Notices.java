package io.prelabel.service.eval.report;

import io.prelabel.service.eval.EvaluationResult.Coverage;
import java.util.ArrayList;
import java.util.List;

/** What was not compared, in sentences: nothing is left out in silence. */
final class Notices {
  private static final int MOST_NAMES = 20;

  private Notices() {}

  /** Returns one line per kind; none where all was compared. */
  static List<String> of(Coverage coverage) {
    List<String> lines = new ArrayList<>();
    if (!coverage.unread().isEmpty()) {
      lines.add(
          "Not compared: %s of the truth."
              .formatted(Figures.count(coverage.unread().size(), "picture", "pictures")));
    }
    if (!coverage.onlyInTruth().isEmpty()) {
      lines.add("In the truth, but not asked for: %s.".formatted(listed(coverage.onlyInTruth())));
    }
    if (!coverage.onlyInPrompts().isEmpty()) {
      lines.add(
          "In the prompts, but not in the truth, and so not asked: %s."
              .formatted(listed(coverage.onlyInPrompts())));
    }
    if (coverage.undecided() > 0) {
      lines.add(
          "Left out: %s where the truth has a crowd and no object."
              .formatted(Figures.count(coverage.undecided(), "pair", "pairs")));
    }
    return lines;
  }

  private static String listed(List<String> names) {
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : "%s and %d more"
            .formatted(String.join(", ", names.subList(0, MOST_NAMES)), names.size() - MOST_NAMES);
  }
}

package io.prelabel.service.eval;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.service.eval.EvaluationResult.Coverage;
import io.prelabel.service.eval.EvaluationResult.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Adds up the figures of all pictures. Memory grows with the classes, and not with the pictures,
 * but for the names of those that could not be read. Not thread-safe.
 */
final class Evaluation {
  private final ClassMatch match;
  private final Map<String, ClassTally> tallies = new LinkedHashMap<>();
  private final IouSum asSet = new IouSum();
  private final IouSum ungated = new IouSum();
  private final WorstCases.Collector worst = new WorstCases.Collector();
  private final List<Unread> unread = new ArrayList<>();
  private Confusion outcome = Confusion.NONE;
  private long compared;
  private long undecided;

  Evaluation(ClassMatch match) {
    this.match = match;
    for (ClassPrompt each : match.both()) {
      tallies.put(each.name(), new ClassTally(each));
    }
  }

  /**
   * Takes a picture into account.
   *
   * @param pairs one per class, but for those that are undecided
   */
  void add(List<PairResult> pairs) {
    compared++;
    undecided += match.both().size() - pairs.size();
    for (PairResult each : pairs) {
      Objects.requireNonNull(tallies.get(each.className())).add(each);
      asSet.add(each.asSet(), each.isThere());
      ungated.add(each.ungated(), each.isThere());
      outcome = outcome.plus(each.outcome() == Outcome.PRESENT, each.isThere());
      worst.add(each);
    }
  }

  /** Notes a picture that could not be answered. */
  void addUnread(String fileName, String reason) {
    unread.add(new Unread(fileName, reason));
  }

  long compared() {
    return compared;
  }

  long unread() {
    return unread.size();
  }

  EvaluationResult result() {
    List<ClassResult> classes = tallies.values().stream().map(ClassTally::result).toList();
    Optional<Confusion> question =
        classes.stream().flatMap(each -> each.question().stream()).reduce(Confusion::plus);
    return new EvaluationResult(
        new Coverage(compared, unread, undecided, match.onlyInTruth(), match.onlyInPrompts()),
        asSet.scores(),
        ungated.scores(),
        outcome,
        question,
        classes,
        worst.result());
  }
}

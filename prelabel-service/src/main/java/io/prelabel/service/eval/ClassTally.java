package io.prelabel.service.eval;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Outcome;
import java.util.Optional;

/** Adds up what is found of one class, in memory of a fixed size. Not thread-safe. */
final class ClassTally {
  private final String name;
  private final boolean isGated;
  private final IouSum asSet = new IouSum();
  private final IouSum ungated = new IouSum();
  private final PresenceTally question;
  private final CutTally cuts;
  private Confusion outcome = Confusion.NONE;

  ClassTally(ClassPrompt classPrompt) {
    name = classPrompt.name();
    isGated = classPrompt.presenceThreshold().isPresent();
    question = new PresenceTally(classPrompt.presenceThreshold().orElse(0));
    cuts = new CutTally(classPrompt.threshold());
  }

  void add(PairResult pair) {
    asSet.add(pair.asSet(), pair.isThere());
    ungated.add(pair.ungated(), pair.isThere());
    outcome = outcome.plus(pair.outcome() == Outcome.PRESENT, pair.isThere());
    pair.presence().ifPresent(presence -> question.add(presence, pair.isThere()));
    if (pair.isThere()) {
      cuts.add(pair.ungated().iou(), pair.trials());
    }
  }

  ClassResult result() {
    boolean isAsked = question.atThreshold().pairs() > 0;
    return new ClassResult(
        name,
        asSet.scores(),
        ungated.scores(),
        outcome,
        isAsked ? Optional.of(question.atThreshold()) : Optional.empty(),
        cuts.isEmpty()
            ? Optional.empty()
            : Optional.of(new ClassResult.Sweep(cuts.meanIou(), cuts.advice())),
        isAsked && outcome.recall().isPresent()
            ? Optional.of(new ClassResult.Sweep(question.f1(), question.advice()))
            : Optional.empty(),
        isGated);
  }
}

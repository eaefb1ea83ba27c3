package io.prelabel.service.eval.report;

import io.prelabel.service.eval.ClassResult;
import io.prelabel.service.eval.Confusion;
import io.prelabel.service.eval.EvaluationResult;
import io.prelabel.service.eval.IouScores;
import io.prelabel.service.eval.ThresholdAdvice;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalDouble;

/** Prints an evaluation for a terminal. */
public final class TextReport {
  private final PrintWriter out;

  public TextReport(PrintWriter out) {
    this.out = out;
  }

  /** Prints the figures of all pairs, then those of each class. */
  public void print(EvaluationResult result) {
    out.printf(
        "%s, %s: %d pairs, in %d of which the class is there.%n",
        Figures.count(result.coverage().compared(), "picture", "pictures"),
        Figures.count(result.classes().size(), "class", "classes"),
        result.asSet().pairs(),
        result.asSet().there());
    Notices.of(result.coverage()).forEach(out::println);
    printMasks(result.asSet(), result.ungated());
    printPresence(result);
    printClasses(result);
    out.flush();
  }

  private void printMasks(IouScores asSet, IouScores ungated) {
    out.printf("%n%-34s %9s %9s%n", "Masks", "as set", "gate off");
    printMask("gIoU, all pairs", asSet.gIou(), ungated.gIou());
    printMask("cIoU, all pairs", asSet.cIou(), ungated.cIou());
    printMask("mean IoU where the class is there", asSet.meanIouThere(), ungated.meanIouThere());
    printMask("cIoU where the class is there", asSet.cIouThere(), ungated.cIouThere());
  }

  private void printMask(String what, OptionalDouble asSet, OptionalDouble ungated) {
    out.printf("%-34s %9s %9s%n", what, Figures.share(asSet), Figures.share(ungated));
  }

  private void printPresence(EvaluationResult result) {
    out.printf("%n%-34s %9s %9s %9s %9s%n", "Presence", "precision", "recall", "F1", "accuracy");
    printPresence("what a run says", result.outcome());
    if (result.question().isPresent()) {
      printPresence("the presence question alone", result.question().get());
    } else {
      out.println("(The model answered no presence question.)");
    }
  }

  private void printPresence(String what, Confusion confusion) {
    out.printf(
        "%-34s %9s %9s %9s %9s%n",
        what,
        Figures.share(confusion.precision()),
        Figures.share(confusion.recall()),
        Figures.share(confusion.f1()),
        Figures.share(confusion.accuracy()));
  }

  private void printClasses(EvaluationResult result) {
    int width =
        Math.max(
            5, result.classes().stream().mapToInt(each -> each.name().length()).max().orElse(5));
    String row = "%-" + width + "s %6s %6s %8s %6s %6s   %-19s %-19s%n";
    out.println();
    out.printf(
        row,
        "class",
        "there",
        "IoU",
        "gate off",
        "prec.",
        "recall",
        "mask threshold",
        "presence threshold");
    for (ClassResult each : result.classes()) {
      out.printf(
          row,
          each.name(),
          each.asSet().there(),
          Figures.share(each.asSet().meanIouThere()),
          Figures.share(each.ungated().meanIouThere()),
          Figures.share(each.outcome().precision()),
          Figures.share(each.outcome().recall()),
          advice(each.mask().map(ClassResult.Sweep::advice), false),
          advice(each.presence().map(ClassResult.Sweep::advice), !each.isGated()));
    }
    out.println(
        "(IoU: mean where the class is there. Thresholds: now, best on these pictures, and the gain in mean IoU or in F1.)");
  }

  /** Such as "0.50 -> 0.40 +0.012". */
  private static String advice(Optional<ThresholdAdvice> advice, boolean isOff) {
    if (advice.isEmpty()) {
      return "–";
    }
    ThresholdAdvice found = advice.get();
    String now = isOff ? "off" : Figures.threshold(found.current().threshold());
    return Figures.isWorthMoving(found)
        ? "%s -> %s %s"
            .formatted(now, Figures.threshold(found.best().threshold()), Figures.gain(found))
        : now + " is best";
  }
}

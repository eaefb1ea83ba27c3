package io.prelabel.service.eval.report;

import io.prelabel.service.eval.ClassResult;
import io.prelabel.service.eval.ThresholdAdvice;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table of classes. */
final class ClassSection {
  private ClassSection() {}

  static void write(Writer out, List<ClassResult> classes) throws IOException {
    out.write(
        """
        <section id="classes" aria-labelledby="classes-title">
        <h2 id="classes-title">Classes</h2>
        <div class="scroll" role="region" aria-labelledby="classes-title" tabindex="0">
        <table class="classes">
        <thead>
        <tr><td></td><th></th><th colspan="4" scope="colgroup">Masks</th><th colspan="3" scope="colgroup">Presence, as a run says</th><th colspan="2" scope="colgroup">Best thresholds here</th></tr>
        <tr><th scope="col">Class</th><th scope="col">There</th><th scope="col">Mean IoU</th><th scope="col">Gate off</th><th scope="col">cIoU</th><th scope="col">gIoU</th><th scope="col">Precision</th><th scope="col">Recall</th><th scope="col">F1</th><th scope="col">Mask</th><th scope="col">Presence</th></tr>
        </thead>
        <tbody>
        """);
    for (ClassResult each : classes) {
      out.write(row(each));
    }
    out.write(
        """
        </tbody>
        </table>
        </div>
        <p class="note">Mean IoU: over the pictures where the class is there, a missed object counting 0. A threshold is shown where moving it would gain; its gain is in mean IoU (gate off) or in F1 (of the question alone), on these same pictures, so expect less on others.</p>
        </section>
        """);
  }

  private static String row(ClassResult result) {
    return "<tr><th scope=\"row\">%s</th><td>%d of %d</td>%s<td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td>%s%s</tr>\n"
        .formatted(
            Html.text(result.name()),
            result.asSet().there(),
            result.asSet().pairs(),
            bar(result.asSet().meanIouThere()),
            Figures.share(result.ungated().meanIouThere()),
            Figures.share(result.asSet().cIou()),
            Figures.share(result.asSet().gIou()),
            Figures.share(result.outcome().precision()),
            Figures.share(result.outcome().recall()),
            Figures.share(result.outcome().f1()),
            advice(result.mask().map(ClassResult.Sweep::advice), false),
            advice(result.presence().map(ClassResult.Sweep::advice), !result.isGated()));
  }

  private static String bar(OptionalDouble value) {
    return "<td class=\"bar\"><i aria-hidden=\"true\" style=\"--share:%s\"></i><span>%s</span></td>"
        .formatted(Figures.share(value.orElse(0)), Figures.share(value));
  }

  private static String advice(Optional<ThresholdAdvice> advice, boolean isOff) {
    if (advice.isEmpty()) {
      return "<td class=\"muted\">–</td>";
    }
    ThresholdAdvice found = advice.get();
    String now = isOff ? "off" : Figures.threshold(found.current().threshold());
    return Figures.isWorthMoving(found)
        ? "<td class=\"advice\">%s → <b>%s</b> <span class=\"gain\">%s</span></td>"
            .formatted(now, Figures.threshold(found.best().threshold()), Figures.gain(found))
        : "<td class=\"advice muted\">%s is best</td>".formatted(now);
  }
}

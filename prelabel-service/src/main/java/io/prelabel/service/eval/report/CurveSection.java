package io.prelabel.service.eval.report;

import io.prelabel.service.eval.ClassResult;
import io.prelabel.service.eval.ThresholdAdvice;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Per class, what its two thresholds do. */
final class CurveSection {
  private CurveSection() {}

  static void write(Writer out, List<ClassResult> classes) throws IOException {
    out.write(
        """
        <section id="thresholds" aria-labelledby="thresholds-title">
        <h2 id="thresholds-title">Thresholds</h2>
        <p class="key"><span class="now">now</span><span class="best">best on these pictures, where it is better</span></p>
        <div class="cards">
        """);
    for (ClassResult each : classes) {
      out.write(
          "<article class=\"card\">\n<h3>"
              + Html.text(each.name())
              + "</h3>\n<div class=\"charts\">\n");
      if (each.mask().isPresent()) {
        chart(out, each.name(), "Mean IoU by mask threshold", each.mask().get());
      }
      if (each.presence().isPresent()) {
        chart(out, each.name(), "F1 by presence threshold", each.presence().get());
      }
      if (each.mask().isEmpty() && each.presence().isEmpty()) {
        out.write("<p class=\"muted\">Nowhere in these pictures.</p>\n");
      }
      out.write("</div>\n</article>\n");
    }
    out.write("</div>\n</section>\n");
  }

  private static void chart(Writer out, String name, String title, ClassResult.Sweep sweep)
      throws IOException {
    ThresholdAdvice advice = sweep.advice();
    String description =
        "%s, %s: %s at %s, %s at best, at %s."
            .formatted(
                name,
                title,
                Figures.share(advice.current().value()),
                Figures.threshold(advice.current().threshold()),
                Figures.share(advice.best().value()),
                Figures.threshold(advice.best().threshold()));
    out.write(
        "<figure><figcaption>%s</figcaption>%s</figure>\n"
            .formatted(title, CurveChart.svg(sweep.curve(), advice, description)));
  }
}

package io.prelabel.service.eval.report;

import io.prelabel.service.eval.WorstCase;
import io.prelabel.service.eval.WorstCases;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The worst cases, as pictures side by side. */
final class CaseSection {
  private CaseSection() {}

  static void write(Writer out, WorstCases worst, CasePictures pictures) throws IOException {
    out.write(
        """
        <section id="cases" aria-labelledby="cases-title">
        <h2 id="cases-title">Worst cases</h2>
        <p class="key"><span class="truth">what is there</span><span class="found">what was found</span></p>
        """);
    write(out, "Where the class is there, the lowest IoU first", worst.illFitting(), pictures);
    write(out, "Found, but not there, the surest first", worst.invented(), pictures);
    out.write("</section>\n");
  }

  private static void write(Writer out, String title, List<WorstCase> cases, CasePictures pictures)
      throws IOException {
    out.write("<h3>%s</h3>\n".formatted(title));
    if (cases.isEmpty()) {
      out.write("<p class=\"muted\">None.</p>\n");
      return;
    }
    out.write("<div class=\"cases\">\n");
    for (WorstCase each : cases) {
      write(out, each, pictures.draw(each));
    }
    out.write("</div>\n");
  }

  private static void write(Writer out, WorstCase shown, Optional<CasePictures.Pair> drawn)
      throws IOException {
    out.write("<figure class=\"case\">\n");
    if (drawn.isPresent()) {
      String what = Html.text(shown.className() + " in " + shown.fileName());
      out.write(
          "<div class=\"pair\"><img class=\"truth\" src=\"%s\" alt=\"What is there: %s\"><img class=\"found\" src=\"%s\" alt=\"What was found: %s\"></div>\n"
              .formatted(drawn.get().truth(), what, drawn.get().found(), what));
    } else {
      out.write("<p class=\"muted\">The picture can't be read any more.</p>\n");
    }
    out.write(
        "<figcaption><b>%s</b> <span class=\"path\">%s</span><br>%s</figcaption>\n</figure>\n"
            .formatted(Html.text(shown.className()), Html.text(shown.fileName()), facts(shown)));
  }

  /** Such as "IoU 0.000 · presence 0.31, absent · 351 pixels there, 0 found". */
  private static String facts(WorstCase shown) {
    StringBuilder facts = new StringBuilder();
    if (shown.target().isThere()) {
      facts.append("IoU ").append(Figures.share(shown.iou())).append(" · ");
    }
    shown
        .presence()
        .ifPresent(
            presence ->
                facts.append("presence ").append(Figures.threshold(presence)).append(" · "));
    facts.append(
        switch (shown.outcome()) {
          case PRESENT -> "score " + Figures.threshold(shown.score());
          case BELOW_THRESHOLD -> "below the mask threshold";
          case EMPTY -> "asked, and nothing found";
          case ABSENT -> "ruled out by the presence question";
        });
    facts.append(
        String.format(
            Locale.ROOT,
            " · %,d pixels there, %,d found",
            shown.target().objects().area(),
            shown.found().area()));
    return facts.toString();
  }
}

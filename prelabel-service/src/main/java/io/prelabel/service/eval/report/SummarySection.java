package io.prelabel.service.eval.report;

import io.prelabel.service.eval.Confusion;
import io.prelabel.service.eval.EvaluationResult;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures over all pairs: four tiles, and how often presence was judged rightly. */
final class SummarySection {
  private SummarySection() {}

  static void write(Writer out, EvaluationResult result) throws IOException {
    out.write("<section id=\"summary\" aria-labelledby=\"summary-title\">\n");
    out.write("<h2 id=\"summary-title\">Summary</h2>\n<div class=\"tiles\">\n");
    tile(
        out,
        "Mean IoU where it is there",
        result.asSet().meanIouThere(),
        "%s without the presence question, over %d pairs"
            .formatted(Figures.share(result.ungated().meanIouThere()), result.asSet().there()));
    tile(
        out,
        "gIoU over all pairs",
        result.asSet().gIou(),
        "%s without the presence question".formatted(Figures.share(result.ungated().gIou())));
    tile(
        out,
        "cIoU over all pairs",
        result.asSet().cIou(),
        "%s without the presence question".formatted(Figures.share(result.ungated().cIou())));
    tile(
        out,
        "F1 of presence",
        result.outcome().f1(),
        "precision %s, recall %s"
            .formatted(
                Figures.share(result.outcome().precision()),
                Figures.share(result.outcome().recall())));
    out.write("</div>\n<div class=\"matrices\">\n");
    matrix(out, "What a run says", "a mask was given", "none was given", result.outcome());
    if (result.question().isPresent()) {
      matrix(out, "The presence question alone", "yes", "no", result.question().get());
    } else {
      out.write("<p class=\"matrix muted\">The model answered no presence question.</p>\n");
    }
    out.write("</div>\n</section>\n");
  }

  private static void tile(Writer out, String name, OptionalDouble value, String note)
      throws IOException {
    out.write(
        """
        <div class="tile">
        <p class="name">%s</p>
        <p class="value">%s</p>
        <div class="meter" aria-hidden="true"><i style="width:%s%%"></i></div>
        <p class="note">%s</p>
        </div>
        """
            .formatted(name, Figures.share(value), percent(value.orElse(0)), note));
  }

  private static void matrix(Writer out, String title, String yes, String no, Confusion confusion)
      throws IOException {
    long pairs = Math.max(1, confusion.pairs());
    out.write(
        """
        <figure class="matrix">
        <figcaption>%s</figcaption>
        <table>
        <thead><tr><td></td><th scope="col">is there</th><th scope="col">is not there</th></tr></thead>
        <tbody>
        <tr><th scope="row">%s</th>%s%s</tr>
        <tr><th scope="row">%s</th>%s%s</tr>
        </tbody>
        </table>
        <p class="note">precision <b>%s</b> · recall <b>%s</b> · F1 <b>%s</b> · accuracy <b>%s</b></p>
        </figure>
        """
            .formatted(
                title,
                yes,
                cell("right", confusion.truePositives(), pairs),
                cell("wrong", confusion.falsePositives(), pairs),
                no,
                cell("wrong", confusion.falseNegatives(), pairs),
                cell("right", confusion.trueNegatives(), pairs),
                Figures.share(confusion.precision()),
                Figures.share(confusion.recall()),
                Figures.share(confusion.f1()),
                Figures.share(confusion.accuracy())));
  }

  private static String cell(String kind, long count, long pairs) {
    double share = (double) count / pairs;
    return String.format(
        Locale.ROOT,
        "<td class=\"%s\" style=\"--share:%.3f\"><b>%d</b><span>%.1f %%</span></td>",
        kind,
        Math.sqrt(share),
        count,
        100 * share);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}

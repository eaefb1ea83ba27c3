package io.prelabel.service.eval.report;

import io.prelabel.service.eval.EvaluationResult;
import io.prelabel.service.eval.EvaluationResult.Unread;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * An evaluation as one HTML page that needs nothing else: no script, no address but those of its
 * own pictures, which its content security policy enforces. Light or dark as the reader's system
 * is. A page has at most 18 cases with two pictures each, of some 50 kB.
 */
public final class HtmlReport {
  private static final int MOST_UNREAD = 100;

  private final ReportHead head;
  private final EvaluationResult result;
  private final CasePictures pictures;

  public HtmlReport(ReportHead head, EvaluationResult result, CasePictures pictures) {
    this.head = head;
    this.result = result;
    this.pictures = pictures;
  }

  /** Writes the page in UTF-8 and leaves the stream open. */
  public void write(OutputStream stream) throws IOException {
    Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    out.write(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        <title>Prelabel evaluation</title>
        <style>
        """);
    out.write(css());
    out.write(
        "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#summary\">Skip to the figures</a>\n");
    writeHead(out);
    out.write("<main>\n");
    writeNotices(out);
    SummarySection.write(out, result);
    ClassSection.write(out, result.classes());
    CurveSection.write(out, result.classes());
    CaseSection.write(out, result.worst(), pictures);
    out.write(definitions());
    out.write(
        "</main>\n<footer>Written by Prelabel. No part of this page is loaded from elsewhere.</footer>\n</body>\n</html>\n");
    out.flush();
  }

  private void writeHead(Writer out) throws IOException {
    out.write(
        """
        <header>
        <p class="kicker">Prelabel evaluation</p>
        <h1>%s, %s</h1>
        <p class="lead">%s, compared with <span class="path">%s</span></p>
        <dl class="facts">
        """
            .formatted(
                Figures.count(result.coverage().compared(), "picture", "pictures"),
                Figures.count(result.classes().size(), "class", "classes"),
                Figures.count(result.asSet().pairs(), "pair", "pairs") + " of picture and class",
                Html.text(head.truth())));
    fact(out, "Model", head.modelVersion());
    fact(out, "Checkpoint", head.checkpoint());
    fact(out, "Prompts", head.prompts() + " (" + head.promptSetVersion() + ")");
    fact(out, "Pictures", head.images());
    fact(out, "Made", head.at().toString().replaceFirst("\\..*Z$", "Z"));
    out.write("</dl>\n");
    out.write(
        """
        <nav aria-label="Parts of this page">
        <a href="#summary">Summary</a>
        <a href="#classes">Classes</a>
        <a href="#thresholds">Thresholds</a>
        <a href="#cases">Worst cases</a>
        <a href="#definitions">Definitions</a>
        </nav>
        </header>
        """);
  }

  private static void fact(Writer out, String name, String value) throws IOException {
    out.write("<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(name, Html.text(value)));
  }

  private void writeNotices(Writer out) throws IOException {
    List<String> notices = Notices.of(result.coverage());
    if (notices.isEmpty()) {
      return;
    }
    out.write("<section class=\"notices\" aria-label=\"What was not compared\">\n<ul>\n");
    for (String each : notices) {
      out.write("<li>" + Html.text(each) + "</li>\n");
    }
    out.write("</ul>\n");
    List<Unread> unread = result.coverage().unread();
    if (!unread.isEmpty()) {
      out.write("<details><summary>Pictures that were not compared</summary>\n<ul>\n");
      for (Unread each : unread.subList(0, Math.min(MOST_UNREAD, unread.size()))) {
        out.write(
            "<li><span class=\"path\">%s</span>: %s</li>\n"
                .formatted(Html.text(each.fileName()), Html.text(each.reason())));
      }
      if (unread.size() > MOST_UNREAD) {
        out.write("<li>and %d more</li>\n".formatted(unread.size() - MOST_UNREAD));
      }
      out.write("</ul>\n</details>\n");
    }
    out.write("</section>\n");
  }

  private static String css() throws IOException {
    return resource("report.css");
  }

  private static String definitions() throws IOException {
    return resource("definitions.html");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.prelabel.service.eval.report;

import io.prelabel.service.eval.Curve;
import io.prelabel.service.eval.ThresholdAdvice;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Draws a figure by threshold as inline SVG, in the colours of the page. The threshold runs from 0
 * to 1; the figure's axis shows what the curve covers, and a fifth of the whole at least, so that
 * noise does not look like a mountain.
 */
final class CurveChart {
  private static final double WIDTH = 260;
  private static final double HEIGHT = 150;
  private static final double LEFT = 34;
  private static final double RIGHT = 16;
  private static final double TOP = 12;
  private static final double BOTTOM = 24;
  private static final double LEAST_SPAN = 0.2;

  private final Curve curve;
  private final ThresholdAdvice advice;
  private final double low;
  private final double high;

  private CurveChart(Curve curve, ThresholdAdvice advice) {
    this.curve = curve;
    this.advice = advice;
    double least = curve.points().stream().mapToDouble(Curve.Point::value).min().orElse(0);
    double most = curve.points().stream().mapToDouble(Curve.Point::value).max().orElse(1);
    double bottom = Math.floor(least * 10) / 10;
    high = Math.min(1, Math.max(Math.ceil(most * 10) / 10, bottom + LEAST_SPAN));
    low = Math.max(0, Math.min(bottom, high - LEAST_SPAN));
  }

  /**
   * Returns the drawing.
   *
   * @param description what it shows, for those who don't see it
   */
  static String svg(Curve curve, ThresholdAdvice advice, String description) {
    return new CurveChart(curve, advice).draw(description);
  }

  private String draw(String description) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg class=\"chart\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">"
            .formatted(WIDTH, HEIGHT, Html.text(description)));
    for (double value : new double[] {low, (low + high) / 2, high}) {
      svg.append(line("grid", LEFT, y(value), WIDTH - RIGHT, y(value)));
      svg.append(label(LEFT - 6, y(value) + 4, "end", number("%.2f", value)));
    }
    for (int i = 0; i <= 4; i++) {
      double threshold = i / 4.0;
      svg.append(label(x(threshold), HEIGHT - 6, "middle", number("%.2f", threshold)));
    }
    svg.append("<polygon class=\"area\" points=\"").append(area()).append("\"/>");
    svg.append("<polyline class=\"curve\" points=\"").append(path()).append("\"/>");
    double now = x(advice.current().threshold());
    svg.append(line("now", now, TOP, now, HEIGHT - BOTTOM));
    svg.append(dot("now", advice.current()));
    if (Figures.isWorthMoving(advice)) {
      svg.append(dot("best", advice.best()));
    }
    return svg.append("</svg>").toString();
  }

  private String path() {
    return curve.points().stream()
        .map(each -> number("%.1f", x(each.threshold())) + "," + number("%.1f", y(each.value())))
        .collect(Collectors.joining(" "));
  }

  private String area() {
    double first = curve.points().get(0).threshold();
    double last = curve.points().get(curve.points().size() - 1).threshold();
    String floor = number("%.1f", y(low));
    return "%s,%s %s %s,%s"
        .formatted(number("%.1f", x(first)), floor, path(), number("%.1f", x(last)), floor);
  }

  private static String line(String kind, double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT,
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        kind,
        x1,
        y1,
        x2,
        y2);
  }

  private String dot(String kind, Curve.Point point) {
    return String.format(
        Locale.ROOT,
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/>",
        kind,
        x(point.threshold()),
        y(point.value()));
  }

  private static String label(double x, double y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        text);
  }

  private static double x(double threshold) {
    return LEFT + threshold * (WIDTH - LEFT - RIGHT);
  }

  /** A point off the axis, such as that of a threshold between two trials, is drawn at its edge. */
  private double y(double value) {
    double share = Math.max(0, Math.min(1, (value - low) / (high - low)));
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}

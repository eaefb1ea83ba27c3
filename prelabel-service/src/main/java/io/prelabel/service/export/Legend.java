package io.prelabel.service.export;

import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A band below a picture that says which colour is which class, and how sure the model was; below
 * that, in small letters and one line, the classes that the presence question ruled out.
 */
final class Legend {
  private static final Color BACKGROUND = new Color(0x20, 0x20, 0x24);
  private static final Color WORDS = new Color(0xf2, 0xf2, 0xf2);
  private static final Color ASIDE = new Color(0xa8, 0xa8, 0xb0);

  private final Palette palette;
  private final int width;
  private final int lineHeight;
  private final Optional<Font> font;
  private final Optional<Font> smallFont;
  private final List<Entry> entries = new ArrayList<>();
  private String absentLine = "";
  private int lines = 1;

  /**
   * Lays a legend out.
   *
   * @param predictions those with a mask get a colour, those that are absent are named
   */
  Legend(List<MaskPrediction> predictions, Palette palette, int width) {
    this.palette = palette;
    this.width = width;
    int size = Math.max(12, width / 40);
    this.lineHeight = size * 7 / 4;
    this.font = Fonts.sansSerif(size);
    this.smallFont = Fonts.sansSerif(Math.max(10, size * 3 / 4));
    font.ifPresent(
        each -> layOut(predictions.stream().filter(p -> !p.mask().isEmpty()).toList(), each));
    smallFont.ifPresent(each -> absentLine = absentLine(absent(predictions), metrics(each)));
  }

  private static List<String> absent(List<MaskPrediction> predictions) {
    return predictions.stream()
        .filter(each -> each.outcome() == Outcome.ABSENT)
        .map(each -> each.classPrompt().name())
        .toList();
  }

  /** Names as many as have room, and counts the rest. */
  private String absentLine(List<String> absent, FontMetrics metrics) {
    String line = "";
    for (int named = absent.size(); named >= 0 && !absent.isEmpty(); named--) {
      String names = String.join(", ", absent.subList(0, named));
      int rest = absent.size() - named;
      line = "absent: " + names + (rest == 0 ? "" : (named == 0 ? "" : " and ") + rest + " more");
      if (metrics.stringWidth(line) <= width - 2 * margin()) {
        return line;
      }
    }
    return line;
  }

  /** Returns the height of the band; 0 on a machine without fonts. */
  int height() {
    int absentHeight = absentLine.isEmpty() ? 0 : lineHeight * 3 / 4;
    return font.isPresent() ? lines * lineHeight + absentHeight + lineHeight / 3 : 0;
  }

  private void layOut(List<MaskPrediction> present, Font font) {
    FontMetrics metrics = metrics(font);
    int x = margin();
    for (MaskPrediction each : present) {
      String name = each.classPrompt().name();
      String text = String.format(Locale.ROOT, "%s %.2f", name, each.score());
      int needed = swatch() + margin() / 2 + metrics.stringWidth(text);
      if (x + needed > width - margin() && x > margin()) {
        x = margin();
        lines++;
      }
      entries.add(new Entry(text, palette.colour(name), x, lines - 1));
      x += needed + 2 * margin();
    }
  }

  private static FontMetrics metrics(Font font) {
    return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
        .createGraphics()
        .getFontMetrics(font);
  }

  void draw(Graphics2D graphics, int top) {
    if (font.isEmpty()) {
      return;
    }
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(font.get());
    graphics.setColor(BACKGROUND);
    graphics.fillRect(0, top, width, height());
    if (entries.isEmpty()) {
      write(graphics, "nothing found", margin(), top);
    }
    for (Entry each : entries) {
      int lineTop = top + each.line() * lineHeight;
      graphics.setColor(each.colour());
      graphics.fillRect(
          each.x(), lineTop + lineHeight / 6 + (lineHeight - swatch()) / 2, swatch(), swatch());
      write(graphics, each.text(), each.x() + swatch() + margin() / 2, lineTop);
    }
    if (!absentLine.isEmpty() && smallFont.isPresent()) {
      graphics.setFont(smallFont.get());
      graphics.setColor(ASIDE);
      graphics.drawString(absentLine, margin(), top + height() - lineHeight / 2);
    }
  }

  private void write(Graphics2D graphics, String text, int x, int lineTop) {
    FontMetrics metrics = graphics.getFontMetrics();
    int slack = lineHeight - metrics.getAscent() - metrics.getDescent();
    graphics.setColor(WORDS);
    graphics.drawString(text, x, lineTop + lineHeight / 6 + slack / 2 + metrics.getAscent());
  }

  private int margin() {
    return lineHeight / 2;
  }

  private int swatch() {
    return lineHeight / 2;
  }

  private record Entry(String text, Color colour, int x, int line) {}
}

package io.prelabel.service.export;

import io.prelabel.plugin.model.MaskPrediction;
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

/** A band below a picture that says which colour is which class, and how sure the model was. */
final class Legend {
  private static final Color BACKGROUND = new Color(0x20, 0x20, 0x24);
  private static final Color WORDS = new Color(0xf2, 0xf2, 0xf2);

  private final Palette palette;
  private final int width;
  private final int lineHeight;
  private final Optional<Font> font;
  private final List<Entry> entries = new ArrayList<>();
  private int lines = 1;

  Legend(List<MaskPrediction> present, Palette palette, int width) {
    this.palette = palette;
    this.width = width;
    int size = Math.max(12, width / 40);
    this.lineHeight = size * 7 / 4;
    this.font = Fonts.sansSerif(size);
    font.ifPresent(each -> layOut(present, each));
  }

  /** Returns the height of the band; 0 on a machine without fonts. */
  int height() {
    return font.isPresent() ? lines * lineHeight + lineHeight / 3 : 0;
  }

  private void layOut(List<MaskPrediction> present, Font font) {
    FontMetrics metrics =
        new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(font);
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

package io.prelabel.service.export;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.MaskPrediction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.List;

/**
 * Draws the masks of a picture into it: tinted and outlined in the colour of their class, with a
 * legend below. Pictures above {@value #MAX_SIDE} pixels are drawn smaller, so memory does not grow
 * with the picture. Stateless.
 */
public final class Overlay {
  static final int MAX_SIDE = 2048;

  private Overlay() {}

  /**
   * Returns the drawing, upright, RGB; its legend is below the picture.
   *
   * @param predictions those with a mask are drawn, later ones over earlier ones; those that are
   *     absent are named in the legend
   */
  public static BufferedImage draw(
      Picture picture, List<MaskPrediction> predictions, Palette palette) {
    List<Layer> layers =
        predictions.stream()
            .filter(each -> !each.mask().isEmpty())
            .map(each -> new Layer(each.mask(), palette.colour(each.classPrompt().name())))
            .toList();
    BufferedImage scene = scene(picture, layers);
    return withLegend(scene, new Legend(predictions, palette, scene.getWidth()));
  }

  /**
   * Returns the drawing of one mask, without a legend: its inside as in the picture, outlined; the
   * rest without colour, and pale.
   *
   * @param maxSide pixels of the longer side, at most; a larger picture is drawn smaller
   */
  public static BufferedImage spotlight(Picture picture, Mask mask, Color colour, int maxSide) {
    int step = Pixels.dividedUp(Math.max(picture.width(), picture.height()), maxSide);
    BufferedImage scene = Pixels.reduced(picture, step);
    BitSet bitmap = Pixels.bitmap(mask, step, scene.getWidth());
    BitSet outside = new BitSet();
    outside.set(0, scene.getWidth() * scene.getHeight());
    outside.andNot(bitmap);
    Pixels.fade(scene, outside);
    Pixels.shade(scene, bitmap);
    Pixels.outline(scene, bitmap, colour, 2 * Pixels.thickness(scene), new BitSet());
    return scene;
  }

  private record Layer(Mask mask, Color colour) {}

  private static BufferedImage scene(Picture picture, List<Layer> layers) {
    int step = Pixels.dividedUp(Math.max(picture.width(), picture.height()), MAX_SIDE);
    BufferedImage scene = Pixels.reduced(picture, step);
    List<BitSet> bitmaps =
        layers.stream().map(each -> Pixels.bitmap(each.mask(), step, scene.getWidth())).toList();
    for (int i = 0; i < layers.size(); i++) {
      Pixels.tint(scene, bitmaps.get(i), layers.get(i).colour());
    }
    bitmaps.forEach(each -> Pixels.shade(scene, each));
    BitSet outlined = new BitSet();
    for (int i = 0; i < layers.size(); i++) {
      Pixels.outline(
          scene, bitmaps.get(i), layers.get(i).colour(), Pixels.thickness(scene), outlined);
    }
    return scene;
  }

  private static BufferedImage withLegend(BufferedImage scene, Legend legend) {
    int height = scene.getHeight() + legend.height();
    BufferedImage image = new BufferedImage(scene.getWidth(), height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.drawImage(scene, 0, 0, null);
      legend.draw(graphics, scene.getHeight());
    } finally {
      graphics.dispose();
    }
    return image;
  }
}

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

  /** How much of the class's colour is in a tinted pixel. */
  private static final float TINT = 0.42f;

  private Overlay() {}

  /**
   * Returns the drawing, upright, RGB; its legend is below the picture.
   *
   * @param predictions those with a mask are drawn, later ones over earlier ones
   */
  public static BufferedImage draw(
      Picture picture, List<MaskPrediction> predictions, Palette palette) {
    List<MaskPrediction> present =
        predictions.stream().filter(each -> !each.mask().isEmpty()).toList();
    List<Layer> layers =
        present.stream()
            .map(each -> new Layer(each.mask(), palette.colour(each.classPrompt().name())))
            .toList();
    BufferedImage scene = scene(picture, layers, MAX_SIDE);
    return withLegend(scene, new Legend(present, palette, scene.getWidth()));
  }

  /**
   * Returns the drawing of one mask, without a legend: its inside as in the picture, outlined; the
   * rest without colour, and pale.
   *
   * @param maxSide pixels of the longer side, at most; a larger picture is drawn smaller
   */
  public static BufferedImage spotlight(Picture picture, Mask mask, Color colour, int maxSide) {
    int step = dividedUp(Math.max(picture.width(), picture.height()), maxSide);
    BufferedImage scene = reduced(picture, step);
    BitSet bitmap = bitmap(mask, step, scene.getWidth());
    BitSet outside = new BitSet();
    outside.set(0, scene.getWidth() * scene.getHeight());
    outside.andNot(bitmap);
    fade(scene, outside);
    shade(scene, bitmap);
    outline(scene, bitmap, colour, new BitSet());
    return scene;
  }

  /** Halfway between grey of the same luma (ITU-R BT.601) and a middle grey. */
  private static void fade(BufferedImage scene, BitSet bitmap) {
    int width = scene.getWidth();
    for (int i = bitmap.nextSetBit(0); i >= 0; i = bitmap.nextSetBit(i + 1)) {
      Color under = new Color(scene.getRGB(i % width, i / width));
      int luma = (299 * under.getRed() + 587 * under.getGreen() + 114 * under.getBlue()) / 1000;
      int grey = (luma + 128) / 2;
      scene.setRGB(i % width, i / width, new Color(grey, grey, grey).getRGB());
    }
  }

  private record Layer(Mask mask, Color colour) {}

  private static BufferedImage scene(Picture picture, List<Layer> layers, int maxSide) {
    int step = dividedUp(Math.max(picture.width(), picture.height()), maxSide);
    BufferedImage scene = reduced(picture, step);
    List<BitSet> bitmaps =
        layers.stream().map(each -> bitmap(each.mask(), step, scene.getWidth())).toList();
    for (int i = 0; i < layers.size(); i++) {
      tint(scene, bitmaps.get(i), layers.get(i).colour());
    }
    bitmaps.forEach(each -> shade(scene, each));
    BitSet outlined = new BitSet();
    for (int i = 0; i < layers.size(); i++) {
      outline(scene, bitmaps.get(i), layers.get(i).colour(), outlined);
    }
    return scene;
  }

  /** Averages squares of {@code step} pixels; the last row and column may be narrower. */
  private static BufferedImage reduced(Picture picture, int step) {
    int width = dividedUp(picture.width(), step);
    int height = dividedUp(picture.height(), step);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, average(picture, x * step, y * step, step));
      }
    }
    return image;
  }

  private static int dividedUp(int length, int step) {
    return (length + step - 1) / step;
  }

  private static int average(Picture picture, int left, int top, int step) {
    int right = Math.min(left + step, picture.width());
    int bottom = Math.min(top + step, picture.height());
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int at = 3 * (y * picture.width() + x);
        red += picture.rgb()[at] & 0xff;
        green += picture.rgb()[at + 1] & 0xff;
        blue += picture.rgb()[at + 2] & 0xff;
      }
    }
    long count = (long) (right - left) * (bottom - top);
    return (int) (((red / count) << 16) | ((green / count) << 8) | (blue / count));
  }

  /** Row-major at the size of the drawing: the top left pixel of each square stands for it. */
  private static BitSet bitmap(Mask mask, int step, int width) {
    BitSet bitmap = new BitSet();
    mask.forEachRun(
        (x, yFirst, yEnd) -> {
          if (x % step == 0) {
            for (int y = dividedUp(yFirst, step); y * step < yEnd; y++) {
              bitmap.set(y * width + x / step);
            }
          }
        });
    return bitmap;
  }

  private static void tint(BufferedImage scene, BitSet bitmap, Color colour) {
    int width = scene.getWidth();
    for (int i = bitmap.nextSetBit(0); i >= 0; i = bitmap.nextSetBit(i + 1)) {
      Color under = new Color(scene.getRGB(i % width, i / width));
      Color mixed =
          new Color(
              mix(under.getRed(), colour.getRed()),
              mix(under.getGreen(), colour.getGreen()),
              mix(under.getBlue(), colour.getBlue()));
      scene.setRGB(i % width, i / width, mixed.getRGB());
    }
  }

  /** Darkens what touches a mask from outside: its outline shows on its own colour, too. */
  private static void shade(BufferedImage scene, BitSet bitmap) {
    int width = scene.getWidth();
    BitSet around = new BitSet();
    for (int i = bitmap.nextSetBit(0); i >= 0; i = bitmap.nextSetBit(i + 1)) {
      if (i % width > 0) {
        around.set(i - 1);
      }
      if (i % width < width - 1) {
        around.set(i + 1);
      }
      if (i >= width) {
        around.set(i - width);
      }
      if (i / width < scene.getHeight() - 1) {
        around.set(i + width);
      }
    }
    around.andNot(bitmap);
    tint(scene, around, Color.BLACK);
  }

  private static int mix(int under, int over) {
    return Math.round(under * (1 - TINT) + over * TINT);
  }

  /**
   * Where the outlines of two masks fall together, their colours alternate like a barber's pole.
   */
  private static void outline(BufferedImage scene, BitSet bitmap, Color colour, BitSet outlined) {
    int width = scene.getWidth();
    int thickness = Math.max(2, Math.max(width, scene.getHeight()) / 320);
    for (int i = bitmap.nextSetBit(0); i >= 0; i = bitmap.nextSetBit(i + 1)) {
      int x = i % width;
      int y = i / width;
      if (isEdge(bitmap, x, y, width, scene.getHeight(), thickness)) {
        boolean isTaken = outlined.get(i);
        if (!isTaken || (x + y) / (4 * thickness) % 2 == 1) {
          scene.setRGB(x, y, colour.getRGB());
        }
        outlined.set(i);
      }
    }
  }

  /** Whether a pixel outside the mask is near; the picture's own border is no edge. */
  private static boolean isEdge(BitSet bitmap, int x, int y, int width, int height, int thickness) {
    for (int d = 1; d <= thickness; d++) {
      if ((x >= d && !bitmap.get(y * width + x - d))
          || (x + d < width && !bitmap.get(y * width + x + d))
          || (y >= d && !bitmap.get((y - d) * width + x))
          || (y + d < height && !bitmap.get((y + d) * width + x))) {
        return true;
      }
    }
    return false;
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

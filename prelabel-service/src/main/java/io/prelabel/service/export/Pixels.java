package io.prelabel.service.export;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.Mask;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.BitSet;

/**
 * What overlays do to the pixels of a drawing. Masks are bitmaps at its size, row-major: pixel (x,
 * y) is bit {@code y * width + x}.
 */
final class Pixels {
  /** How much of the class's colour is in a tinted pixel. */
  private static final float TINT = 0.42f;

  private Pixels() {}

  /** Halfway between grey of the same luma (ITU-R BT.601) and a middle grey. */
  static void fade(BufferedImage scene, BitSet bitmap) {
    int width = scene.getWidth();
    for (int i = bitmap.nextSetBit(0); i >= 0; i = bitmap.nextSetBit(i + 1)) {
      Color under = new Color(scene.getRGB(i % width, i / width));
      int luma = (299 * under.getRed() + 587 * under.getGreen() + 114 * under.getBlue()) / 1000;
      int grey = (luma + 128) / 2;
      scene.setRGB(i % width, i / width, new Color(grey, grey, grey).getRGB());
    }
  }

  /** Averages squares of {@code step} pixels; the last row and column may be narrower. */
  static BufferedImage reduced(Picture picture, int step) {
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

  static int dividedUp(int length, int step) {
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
  static BitSet bitmap(Mask mask, int step, int width) {
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

  static void tint(BufferedImage scene, BitSet bitmap, Color colour) {
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
  static void shade(BufferedImage scene, BitSet bitmap) {
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
  static void outline(
      BufferedImage scene, BitSet bitmap, Color colour, int thickness, BitSet outlined) {
    int width = scene.getWidth();
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

  /** Pixels of an outline that can be seen where the whole drawing is. */
  static int thickness(BufferedImage scene) {
    return Math.max(2, Math.max(scene.getWidth(), scene.getHeight()) / 320);
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
}

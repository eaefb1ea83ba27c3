package io.prelabel.integration.self1e.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Generated pictures, so that a benchmark needs no files: coloured shapes on a gradient. */
public final class BenchmarkPictures {
  /** Of a picture, pixels. */
  public static final int WIDTH = 1600;

  /** Of a picture, pixels. */
  public static final int HEIGHT = 1200;

  private static final int SHAPES = 60;

  private BenchmarkPictures() {}

  /** Returns a JPEG file; the same seed gives the same picture, another seed another one. */
  public static byte[] jpeg(long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(new GradientPaint(0, 0, colour(random), WIDTH, HEIGHT, colour(random)));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    for (int i = 0; i < SHAPES; i++) {
      draw(graphics, random, i % 2 == 0);
    }
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void draw(Graphics2D graphics, Random random, boolean isRound) {
    graphics.setColor(colour(random));
    int size = 20 + random.nextInt(300);
    int x = random.nextInt(WIDTH) - size / 2;
    int y = random.nextInt(HEIGHT) - size / 2;
    if (isRound) {
      graphics.fillOval(x, y, size, size);
    } else {
      graphics.fillRect(x, y, size, size);
    }
  }

  private static Color colour(Random random) {
    return new Color(random.nextInt(1 << 24));
  }
}

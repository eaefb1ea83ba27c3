package io.prelabel.e2e;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws pictures of the kind that the demo checkpoint knows: coloured shapes on a grey ground. */
final class Scenes {
  private static final Color[] COLOURS = {
    Color.RED, Color.BLUE, Color.GREEN, Color.YELLOW, Color.MAGENTA
  };

  private Scenes() {}

  /**
   * Writes {@code scene-000.png} and so on into a folder; the same seed gives the same pictures.
   */
  static void write(Path folder, int count, long seed) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      ImageIO.write(scene(random), "png", folder.resolve("scene-%03d.png".formatted(i)).toFile());
    }
  }

  private static BufferedImage scene(Random random) {
    BufferedImage image = new BufferedImage(320, 256, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(90 + random.nextInt(60), 90 + random.nextInt(60), 100));
    graphics.fillRect(0, 0, 320, 256);
    for (int i = 0; i < 3; i++) {
      graphics.setColor(COLOURS[random.nextInt(COLOURS.length)]);
      int side = 50 + random.nextInt(50);
      int x = random.nextInt(320 - side);
      int y = random.nextInt(256 - side);
      if (random.nextBoolean()) {
        graphics.fillOval(x, y, side, side);
      } else {
        graphics.fillRect(x, y, side, side);
      }
    }
    graphics.dispose();
    return image;
  }
}

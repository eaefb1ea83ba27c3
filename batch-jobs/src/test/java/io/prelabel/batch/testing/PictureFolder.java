package io.prelabel.batch.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A folder of small pictures, each different, with a coloured left half on black. */
public final class PictureFolder {
  private final Path folder;

  public PictureFolder(Path folder) {
    this.folder = folder;
  }

  public Path path() {
    return folder;
  }

  /** Writes {@code count} good pictures, named by number from {@code first} on. */
  public void addRed(int first, int count) {
    for (int i = first; i < first + count; i++) {
      write("picture-%03d.png".formatted(i), png(0xc80000 + i, 32, 24));
    }
  }

  /** Writes a picture in which there is nothing to find. */
  public void addBlack(String name, int width) {
    write(name, png(0, width, 24));
  }

  /** Writes the first half of a picture. */
  public void addTruncated(String name) {
    byte[] whole = png(0xff0000, 64, 64);
    write(name, Arrays.copyOf(whole, whole.length / 2));
  }

  /** Writes words under a picture's name. */
  public void addText(String name) {
    write(name, ("words, not a picture: " + name).getBytes(StandardCharsets.UTF_8));
  }

  public void write(String name, byte[] bytes) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a picture whose left half has a colour. */
  public static byte[] png(int rgb, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width / 2; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

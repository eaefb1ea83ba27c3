package io.prelabel.service.export;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Writes overlay pictures into one folder, as PNG, under the names of their images: {@code a/b.jpg}
 * becomes {@code a/b.png}. Used by one thread.
 */
public final class OverlayFiles {
  private final Path folder;
  private final Set<String> used = new HashSet<>();

  public OverlayFiles(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Writes one picture.
   *
   * @param fileName of the image, relative, with {@code /}
   * @return where it lies
   */
  public Path write(String fileName, BufferedImage overlay) throws IOException {
    Path file = folder.resolve(name(fileName)).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("the name %s leaves the folder %s".formatted(fileName, folder));
    }
    Files.createDirectories(file.getParent());
    if (!ImageIO.write(overlay, "png", file.toFile())) {
      throw new IOException("this Java cannot write PNG");
    }
    return file;
  }

  /** Two images that differ in their ending alone keep it: {@code b.jpg.png}. */
  private String name(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String stem = dot > fileName.lastIndexOf('/') + 1 ? fileName.substring(0, dot) : fileName;
    return (used.add(stem) ? stem : fileName) + ".png";
  }
}

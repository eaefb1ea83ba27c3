package io.prelabel.integration.picture;

import io.prelabel.plugin.image.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden files: made by Pillow, kept in this module's test resources. */
final class Golden {
  private Golden() {}

  static byte[] bytes(String path) {
    try (InputStream in = Golden.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new IllegalArgumentException("no test resource " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode manifest(String folder) {
    return JsonMapper.shared().readTree(bytes(folder + "/manifest.json"));
  }

  /** Returns an RGB PNG's pixels, read apart from the code under test; alpha is left out. */
  static Picture expected(String path) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(path)));
      byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
      int at = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          for (int band = 0; band < 3; band++) {
            rgb[at++] = (byte) image.getRaster().getSample(x, y, band);
          }
        }
      }
      return new Picture(image.getWidth(), image.getHeight(), rgb);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the files inside the zip of oddly named pictures, by name. */
  static Map<String, byte[]> oddNames() {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(bytes("bad-images/odd-names.zip")))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        files.put(each.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return files;
  }

  /** Returns the largest difference of any channel. */
  static int maxDifference(Picture one, Picture other) {
    int most = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      most = Math.max(most, Math.abs((one.rgb()[i] & 0xFF) - (other.rgb()[i] & 0xFF)));
    }
    return most;
  }
}

package io.prelabel.plugin.mask;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the golden files, which the reference libraries made. */
final class Golden {
  private Golden() {}

  static Stream<JsonNode> cases(String file, String list) {
    return StreamSupport.stream(read(file).path(list).spliterator(), false);
  }

  private static JsonNode read(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in, file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Decodes a grey PNG in base64, any value above 0 being foreground. */
  static Mask mask(String png) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(png);
    Raster raster = ImageIO.read(new ByteArrayInputStream(bytes)).getRaster();
    BitSet bitmap = new BitSet();
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        bitmap.set(y * raster.getWidth() + x, raster.getSample(x, y, 0) > 0);
      }
    }
    return Mask.ofBitmap(raster.getWidth(), raster.getHeight(), bitmap);
  }
}

package io.prelabel.integration.labelstudio.brush;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
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

/** Reads the golden streams, which {@code label-studio-sdk} made. */
final class BrushGolden {
  private static final String FILE = "/golden/labelstudio-brush.json";

  private BrushGolden() {}

  static Stream<JsonNode> cases(String list) {
    try (InputStream in = BrushGolden.class.getResourceAsStream(FILE)) {
      JsonNode file = JsonMapper.shared().readTree(Objects.requireNonNull(in, FILE).readAllBytes());
      return StreamSupport.stream(file.path(list).spliterator(), false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static PictureSize size(JsonNode golden) {
    return new PictureSize(
        golden.path("original_width").asInt(), golden.path("original_height").asInt());
  }

  static byte[] rle(JsonNode golden) {
    JsonNode list = golden.path("rle");
    byte[] rle = new byte[list.size()];
    for (int i = 0; i < rle.length; i++) {
      rle[i] = (byte) list.path(i).asInt();
    }
    return rle;
  }

  static Mask mask(JsonNode golden) throws IOException {
    PictureSize size = size(golden);
    BitSet bitmap = golden.has("png") ? png(golden) : runs(golden);
    return Mask.ofBitmap(size.width(), size.height(), bitmap);
  }

  private static BitSet runs(JsonNode golden) {
    BitSet bitmap = new BitSet();
    int position = 0;
    boolean isSet = false;
    for (JsonNode run : golden.path("runs")) {
      int end = position + run.asInt();
      bitmap.set(position, end, isSet);
      position = end;
      isSet = !isSet;
    }
    return bitmap;
  }

  private static BitSet png(JsonNode golden) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(golden.path("png").asString());
    Raster raster = ImageIO.read(new ByteArrayInputStream(bytes)).getRaster();
    BitSet bitmap = new BitSet();
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        bitmap.set(y * raster.getWidth() + x, raster.getSample(x, y, 0) > 0);
      }
    }
    return bitmap;
  }
}

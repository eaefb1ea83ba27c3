package io.prelabel.service.eval;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.PolygonRaster;
import io.prelabel.plugin.mask.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The three forms of a {@code segmentation} in COCO instances JSON: run lengths as a string
 * (compressed), as a list of numbers (uncompressed), and polygons, filled as pycocotools does.
 */
final class CocoSegmentation {
  private CocoSegmentation() {}

  /**
   * Reads a mask.
   *
   * @param size of the picture, which the mask must cover; polygons can't do without
   * @throws PluginException or {@link IllegalArgumentException} with what is wrong
   */
  static Mask mask(JsonNode segmentation, Optional<PictureSize> size) {
    if (segmentation.isObject()) {
      return ofRuns(segmentation, size);
    }
    if (segmentation.isArray() && !segmentation.isEmpty()) {
      return ofPolygons(segmentation, size);
    }
    throw PluginException.badInput("it has no segmentation, and a box is no mask");
  }

  private static Mask ofRuns(JsonNode segmentation, Optional<PictureSize> size) {
    int height = segmentation.path("size").path(0).asInt(0);
    int width = segmentation.path("size").path(1).asInt(0);
    PictureSize own = new PictureSize(width, height);
    if (size.isPresent() && !size.get().equals(own)) {
      throw PluginException.badInput(
          "its run lengths are for a picture of %d x %d, and the picture has %d x %d"
              .formatted(width, height, size.get().width(), size.get().height()));
    }
    JsonNode counts = segmentation.path("counts");
    if (counts.isString()) {
      return CocoCounts.decode(width, height, counts.asString());
    }
    if (!counts.isArray()) {
      throw PluginException.badInput("its run lengths have no counts");
    }
    List<Number> runs = new ArrayList<>(counts.size());
    counts.forEach(each -> runs.add(number(each)));
    return CocoCounts.ofList(width, height, runs);
  }

  private static Mask ofPolygons(JsonNode rings, Optional<PictureSize> size) {
    PictureSize picture =
        size.orElseThrow(
            () -> PluginException.badInput("a polygon needs the picture's width and height"));
    List<Ring> filled = new ArrayList<>();
    for (JsonNode ring : rings) {
      double[] xy = new double[ring.size()];
      for (int i = 0; i < xy.length; i++) {
        xy[i] = number(ring.path(i)).doubleValue();
      }
      filled.add(Ring.of(xy));
    }
    return PolygonRaster.fill(picture.width(), picture.height(), filled);
  }

  private static Number number(JsonNode node) {
    if (!node.isNumber()) {
      throw PluginException.badInput("%s is no number".formatted(node));
    }
    return node.numberValue();
  }
}

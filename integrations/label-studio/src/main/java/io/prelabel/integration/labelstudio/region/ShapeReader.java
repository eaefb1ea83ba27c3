package io.prelabel.integration.labelstudio.region;

import io.prelabel.integration.labelstudio.brush.BrushRle;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.PolygonRaster;
import io.prelabel.plugin.mask.Ring;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Draws the regions of one result, whose numbers come from outside. */
final class ShapeReader {
  /** The most points of all polygons of a result: bounds the time to draw them. */
  static final int MOST_POINTS = 50_000;

  /** How far off the picture a point may lie, percent. */
  private static final double FURTHEST = 200;

  private final PictureSize size;
  private int points;

  ShapeReader(PictureSize size) {
    this.size = size;
  }

  /**
   * Returns what the entry draws, by what its {@code value} holds; empty where it only names
   * labels.
   *
   * @throws PluginException {@code BAD_INPUT} where it can't be drawn
   */
  Optional<Mask> read(JsonNode entry) {
    JsonNode value = entry.path("value");
    if (value.has("rle")) {
      checkPicture(entry);
      return Optional.of(BrushRle.decode(size, RleJson.read(value.path("rle"))));
    }
    if (value.has("points")) {
      checkPicture(entry);
      return Optional.of(polygon(value.path("points")));
    }
    if (value.has("width") && value.has("height")) {
      checkPicture(entry);
      return Optional.of(rectangle(value));
    }
    return Optional.empty();
  }

  /** Orientation makes 480 x 640 of 640 x 480: the same number of pixels, another picture. */
  private void checkPicture(JsonNode entry) {
    int width = entry.path("original_width").asInt(0);
    int height = entry.path("original_height").asInt(0);
    if (width != size.width() || height != size.height()) {
      throw PluginException.badInput(
          "It is of a %d x %d picture, this one is %d x %d; compare the picture's orientation."
              .formatted(width, height, size.width(), size.height()));
    }
    double rotation = entry.path("image_rotation").asDouble(0);
    if (rotation != 0) {
      throw PluginException.badInput(
          "It was drawn on the picture turned by %s degrees; turn it back in Label Studio and save."
              .formatted(rotation));
    }
  }

  private Mask polygon(JsonNode list) {
    points += list.size();
    if (points > MOST_POINTS) {
      throw PluginException.badInput(
          "With it the result has %d polygon points, at most %d are read."
              .formatted(points, MOST_POINTS));
    }
    if (list.size() < 3) {
      throw PluginException.badInput("A polygon needs 3 points, it has %d.".formatted(list.size()));
    }
    double[] xy = new double[2 * list.size()];
    int next = 0;
    for (JsonNode point : list) {
      xy[next++] = Percent.toPixels(percent(point.path(0)), size.width());
      xy[next++] = Percent.toPixels(percent(point.path(1)), size.height());
    }
    return fill(xy);
  }

  /** Label Studio turns a rectangle clockwise around its top-left corner. */
  private Mask rectangle(JsonNode value) {
    double x = Percent.toPixels(percent(value.path("x")), size.width());
    double y = Percent.toPixels(percent(value.path("y")), size.height());
    double width = Percent.toPixels(percent(value.path("width")), size.width());
    double height = Percent.toPixels(percent(value.path("height")), size.height());
    double angle = Math.toRadians(value.path("rotation").asDouble(0));
    double rightX = width * Math.cos(angle);
    double rightY = width * Math.sin(angle);
    double downX = -height * Math.sin(angle);
    double downY = height * Math.cos(angle);
    return fill(
        x, y, x + rightX, y + rightY, x + rightX + downX, y + rightY + downY, x + downX, y + downY);
  }

  private static double percent(JsonNode number) {
    double percent = number.isNumber() ? number.doubleValue() : Double.NaN;
    if (!(Math.abs(percent) <= FURTHEST)) {
      throw PluginException.badInput(
          "A coordinate is %s, which is no percentage of the picture."
              .formatted(number.isNumber() ? number : number.getNodeType()));
    }
    return percent;
  }

  private Mask fill(double... xy) {
    try {
      return PolygonRaster.fill(size.width(), size.height(), List.of(Ring.of(xy)));
    } catch (IllegalArgumentException e) {
      throw PluginException.badInput("It can't be drawn: %s.".formatted(e.getMessage()));
    }
  }
}

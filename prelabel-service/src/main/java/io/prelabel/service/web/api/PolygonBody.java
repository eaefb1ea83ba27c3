package io.prelabel.service.web.api;

import io.prelabel.plugin.mask.PolygonOutline;
import io.prelabel.plugin.mask.Ring;
import io.prelabel.plugin.model.MaskPrediction;
import java.util.ArrayList;
import java.util.List;

/**
 * A mask as a GeoJSON feature (RFC 7946 in form; the coordinates are pixels, x to the right and y
 * down, (0, 0) the top left corner of the picture). Each polygon is one ring; holes are cut in by a
 * bridge of no width.
 */
record PolygonBody(String type, Geometry geometry, Properties properties) {
  static PolygonBody of(MaskPrediction prediction) {
    PolygonOutline outline = PolygonOutline.of(prediction.mask());
    return new PolygonBody(
        "Feature",
        new Geometry(
            "MultiPolygon", outline.rings().stream().map(ring -> List.of(closed(ring))).toList()),
        new Properties(
            prediction.classPrompt().name(),
            outline.iou(),
            outline.tolerance(),
            prediction.mask().width(),
            prediction.mask().height()));
  }

  /** GeoJSON repeats the first point at the end. */
  private static List<List<Double>> closed(Ring ring) {
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i <= ring.size(); i++) {
      int point = i % ring.size();
      points.add(List.of(ring.x(point), ring.y(point)));
    }
    return points;
  }

  record Geometry(String type, List<List<List<List<Double>>>> coordinates) {}

  /**
   * How well the polygons stand for the mask.
   *
   * @param iou of the filled polygons with the mask
   * @param tolerance how far a corner may lie off the line, pixels; 0 is exact
   * @param width of the picture
   * @param height of the picture
   */
  record Properties(String className, double iou, double tolerance, int width, int height) {}
}

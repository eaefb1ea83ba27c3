package io.prelabel.integration.labelstudio.region;

import io.prelabel.integration.labelstudio.brush.BrushRle;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.PolygonRaster;
import io.prelabel.plugin.mask.Ring;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What one region draws, as the shape's keys of {@code value}. */
sealed interface RegionShape {
  /** Adds the keys to {@code value}. */
  void writeTo(ObjectNode value);

  /** Returns the pixels that it covers. */
  Mask drawn();

  /** Returns how many points a browser draws. */
  default int points() {
    return 0;
  }

  /** A region that keeps every pixel. */
  record Brush(Mask drawn) implements RegionShape {
    @Override
    public void writeTo(ObjectNode value) {
      value.put("format", "rle");
      RleJson.write(BrushRle.encode(drawn), value.putArray("rle"));
    }
  }

  /** One ring without holes. */
  record Polygon(Ring ring, PictureSize size) implements RegionShape {
    @Override
    public void writeTo(ObjectNode value) {
      ArrayNode points = value.putArray("points");
      for (int i = 0; i < ring.size(); i++) {
        points
            .addArray()
            .add(Percent.of(ring.x(i), size.width()))
            .add(Percent.of(ring.y(i), size.height()));
      }
      value.put("closed", true);
    }

    @Override
    public Mask drawn() {
      return PolygonRaster.fill(size.width(), size.height(), List.of(ring));
    }

    @Override
    public int points() {
      return ring.size();
    }
  }

  /** A box along the picture's edges. */
  record Rectangle(Box box, PictureSize size) implements RegionShape {
    @Override
    public void writeTo(ObjectNode value) {
      value
          .put("x", Percent.of(box.x(), size.width()))
          .put("y", Percent.of(box.y(), size.height()))
          .put("width", Percent.of(box.width(), size.width()))
          .put("height", Percent.of(box.height(), size.height()))
          .put("rotation", 0);
    }

    @Override
    public Mask drawn() {
      double right = box.x() + box.width();
      double bottom = box.y() + box.height();
      Ring ring = Ring.of(box.x(), box.y(), right, box.y(), right, bottom, box.x(), bottom);
      return PolygonRaster.fill(size.width(), size.height(), List.of(ring));
    }
  }
}

package io.prelabel.integration.labelstudio.region;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import java.util.List;

/** A part of a mask and the regions that draw it. */
record DrawnPart(Mask part, List<RegionShape> shapes) {
  DrawnPart {
    shapes = List.copyOf(shapes);
  }

  int points() {
    return shapes.stream().mapToInt(RegionShape::points).sum();
  }

  /** Returns the pixels that its regions cover. */
  Mask drawn() {
    return shapes.stream()
        .map(RegionShape::drawn)
        .reduce(Mask.empty(part.width(), part.height()), Mask::union);
  }

  void writeTo(RegionEntries entries, ClassAnswer answer) {
    PictureSize size = new PictureSize(part.width(), part.height());
    for (int i = 0; i < shapes.size(); i++) {
      String id = RegionIds.of(answer.output(), part, i);
      entries.addRegion(id, answer.output(), shapes.get(i), size, answer.prediction().score());
    }
  }
}

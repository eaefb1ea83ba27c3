package io.prelabel.integration.self1e.image;

import io.prelabel.plugin.image.Picture;

/** Which of the two passes of a resize comes first; seen in the last bits, by rounding between. */
public enum PassOrder {
  /** Pillow up to version 12, which the model's authors pin: the order of all ordinary work. */
  HORIZONTAL_FIRST {
    @Override
    boolean isVerticalFirst(Picture picture, int width, int height) {
      return false;
    }
  },
  /** Pillow 13: vertically first where that leaves clearly fewer pixels for the second pass. */
  AS_PILLOW_13 {
    @Override
    boolean isVerticalFirst(Picture picture, int width, int height) {
      int removedRows = picture.height() - height;
      int removedColumns = picture.width() - width;
      return removedRows > 0 && removedRows > 2L * removedColumns;
    }
  };

  abstract boolean isVerticalFirst(Picture picture, int width, int height);
}

package io.prelabel.plugin.mask;

import java.util.Random;

/** Logit grids to cut in tests. */
final class Grids {
  private Grids() {}

  /** Independent cells: every cell edge is a contour. */
  static LogitGrid noise(int rows, int columns, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian(-2, 8);
    }
    return new LogitGrid(rows, columns, values);
  }

  /** One soft blob with a dent, as a model answers for one object. */
  static LogitGrid blob(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double x = (column + 0.5) / columns - 0.5;
        double y = (row + 0.5) / rows - 0.45;
        double radius = 0.3 + 0.06 * Math.cos(5 * Math.atan2(y, x));
        values[row * columns + column] = (float) (60 * (radius - Math.hypot(x, y)));
      }
    }
    return new LogitGrid(rows, columns, values);
  }
}

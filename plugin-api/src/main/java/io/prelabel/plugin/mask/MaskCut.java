package io.prelabel.plugin.mask;

/**
 * Cuts a mask at picture size out of a logit grid, straight to run lengths: bilinear upsampling
 * with half-pixel centres ({@code align_corners=False} of PyTorch's {@code interpolate}), then
 * "above the threshold". Never holds the upsampled picture: time grows with {@code width * rows}
 * and the runs, memory with the runs.
 *
 * <p>From {@link QuantizedLogits} the arithmetic is exact: all sums are integers below
 * 2<sup>53</sup>, whatever the picture's size, so every language with IEEE doubles gets the same
 * pixels ({@code mask-cut.js} beside this class does). With {@code H} and {@code W} the picture's
 * size, a pixel's value is
 *
 * <pre>
 *   nx = max(0, (2x + 1) * columns - W),  cell = nx div 2W,  weight = nx mod 2W;  the same for y
 *   sum of four cells, each times its two weights (weight, or 2W - weight)
 * </pre>
 *
 * and it is in the mask where that sum is above {@code threshold / scale * (4.0 * W * H)}. The
 * neighbour after the last cell is the last cell.
 */
public final class MaskCut {
  private MaskCut() {}

  /**
   * Returns the logit of a probability, {@code ln(p / (1 - p))}, rounded to a multiple of
   * 2<sup>-20</sup> so that the last bit of a language's logarithm changes no pixel. 0.5 gives
   * exactly 0.
   *
   * @param probability between 0 and 1, both excluded
   */
  public static double logit(double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException("not a probability to cut at: " + probability);
    }
    double logit = StrictMath.log(probability / (1 - probability));
    return Math.floor(logit * 0x1p20 + 0.5) / 0x1p20;
  }

  /**
   * Cuts a stored grid; the same arguments give the same pixels, here and in a browser.
   *
   * @param width of the picture, pixels
   * @param height of the picture, pixels; {@code width * height} fits an int
   * @param threshold a logit; pixels above it, not at it, are in the mask
   */
  public static Mask cut(QuantizedLogits logits, int width, int height, double threshold) {
    int[] values = logits.values();
    double[] grid = new double[values.length];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = values[i];
    }
    double boundary = threshold / logits.scale() * (4.0 * width * height);
    return cut(grid, logits.rows(), logits.columns(), width, height, boundary);
  }

  /**
   * Cuts a grid in full precision, to compare with. Pixels within rounding of the threshold (about
   * 1e-15 of the largest logit) may fall on either side.
   *
   * @see #cut(QuantizedLogits, int, int, double)
   */
  public static Mask cut(LogitGrid logits, int width, int height, double threshold) {
    double[] grid = new double[logits.values().length];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = logits.values()[i];
    }
    double boundary = threshold * (4.0 * width * height);
    return cut(grid, logits.rows(), logits.columns(), width, height, boundary);
  }

  private static Mask cut(
      double[] grid, int rows, int columns, int width, int height, double boundary) {
    Mask.checkSize(width, height);
    RunBuilder runs = new RunBuilder(width, height);
    ColumnCut column = new ColumnCut(rows, height, boundary);
    for (int x = 0; x < width; x++) {
      long position = Math.max(0, (2L * x + 1) * columns - width);
      int left = (int) (position / (2L * width));
      int right = Math.min(left + 1, columns - 1);
      double rightWeight = position % (2L * width);
      double leftWeight = 2.0 * width - rightWeight;
      for (int row = 0; row < rows; row++) {
        column.cells[row] =
            leftWeight * grid[row * columns + left] + rightWeight * grid[row * columns + right];
      }
      column.addTo(runs);
    }
    return runs.build();
  }
}

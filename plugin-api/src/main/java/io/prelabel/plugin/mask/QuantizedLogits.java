package io.prelabel.plugin.mask;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.Arrays;

/**
 * A {@link LogitGrid} in the form that is stored, and that every mask is cut from ({@link
 * MaskCut}). Immutable.
 *
 * <p>Level {@code q} in [-2048, 2048] stands for the logit {@code q * scale()}. A cell is far from
 * every boundary where it and its eight neighbours lie beyond {@value #FAR} on one side; such a
 * cell has only 17 of the levels, the multiples of {@value #FAR_STEP}, and costs next to nothing
 * when it is compressed. The others keep all 12 bits and their sign, since a small mask hangs on
 * them. A far cell stays beyond 4, so any probability from 0.02 to 0.98 is cut between fine cells
 * alone. The bytes are those of {@link LevelCodec}.
 */
public final class QuantizedLogits {
  /** Logits beyond this, with all their neighbours on the same side, are stored coarsely. */
  static final float FAR = 6;

  /** Coarse levels are this far apart: their low bytes are 0. */
  static final int FAR_STEP = 256;

  /** Logits beyond are clipped: a probability of {@code 1 - 1e-28} is a certainty. */
  public static final float MAX_LIMIT = 64;

  /** Keeps the scale of a grid of zeros above 0; a power of two, exact in every number type. */
  public static final float MIN_LIMIT = 0x1p-20f;

  /** Most cells of a grid, 4096 x 4096; bounds what stored bytes may inflate to. */
  public static final int MAX_CELLS = 1 << 24;

  static final int MAX_LEVEL = 2048;

  private final int rows;
  private final int columns;
  private final float limit;
  private final short[] levels;

  private QuantizedLogits(int rows, int columns, float limit, short[] levels) {
    this.rows = rows;
    this.columns = columns;
    this.limit = limit;
    this.levels = levels;
  }

  /**
   * Quantises a grid to its nearest levels.
   *
   * @throws PluginException with category {@code BUG} where a logit is not a finite number
   */
  public static QuantizedLogits of(LogitGrid grid) {
    if (grid.values().length > MAX_CELLS) {
      throw new IllegalArgumentException(
          "a %d x %d grid has more than %d cells"
              .formatted(grid.rows(), grid.columns(), MAX_CELLS));
    }
    float limit = limitOf(grid.values());
    double scale = (double) limit / MAX_LEVEL;
    short[] levels = new short[grid.values().length];
    for (int i = 0; i < levels.length; i++) {
      double clipped = Math.max(-limit, Math.min(limit, grid.values()[i]));
      int step = isFar(grid, i / grid.columns(), i % grid.columns()) ? FAR_STEP : 1;
      levels[i] = (short) (step * Math.rint(clipped / (step * scale)));
    }
    return new QuantizedLogits(grid.rows(), grid.columns(), limit, levels);
  }

  /** Cells outside the grid have no say: upsampling repeats the last one. */
  private static boolean isFar(LogitGrid grid, int row, int column) {
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (int y = Math.max(0, row - 1); y <= Math.min(grid.rows() - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(grid.columns() - 1, column + 1); x++) {
        float logit = grid.values()[y * grid.columns() + x];
        lowest = Math.min(lowest, logit);
        highest = Math.max(highest, logit);
      }
    }
    return lowest > FAR || highest < -FAR;
  }

  private static float limitOf(float[] values) {
    float largest = MIN_LIMIT;
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new PluginException(
            FailureCategory.BUG,
            "The model answered with a logit that is not a number (%s); try precision float32."
                .formatted(value));
      }
      largest = Math.max(largest, Math.abs(value));
    }
    return Math.min(largest, MAX_LIMIT);
  }

  /**
   * Reads back what {@link #toBytes} wrote.
   *
   * @param limit as {@link #limit()} gave it
   * @throws PluginException with category {@code BAD_INPUT} where the bytes are damaged; never
   *     inflates more than two bytes a cell
   */
  public static QuantizedLogits fromBytes(int rows, int columns, float limit, byte[] bytes) {
    if (rows < 1 || columns < 1 || (long) rows * columns > MAX_CELLS) {
      throw PluginException.badInput(
          "Stored logits claim an impossible grid of %d x %d cells.".formatted(rows, columns));
    }
    if (!(limit >= MIN_LIMIT && limit <= MAX_LIMIT)) {
      throw PluginException.badInput("Stored logits claim an impossible limit: " + limit + ".");
    }
    return new QuantizedLogits(rows, columns, limit, LevelCodec.decode(rows, columns, bytes));
  }

  /** Returns the compressed levels; {@link LevelCodec} says how. */
  public byte[] toBytes() {
    return LevelCodec.encode(rows, columns, levels);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /**
   * Returns the logit of the highest level: the largest magnitude in the grid, between {@link
   * #MIN_LIMIT} and {@link #MAX_LIMIT}.
   */
  public float limit() {
    return limit;
  }

  /** Returns the logit that one level stands for: {@code limit / 2048}. */
  public double scale() {
    return (double) limit / MAX_LEVEL;
  }

  /** Returns the levels, row-major, each in [-2048, 2048]: the logits in units of the scale. */
  public int[] values() {
    int[] values = new int[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = levels[i];
    }
    return values;
  }

  /** Returns the logits that the levels stand for, as a model would have answered them. */
  public LogitGrid toGrid() {
    int[] values = values();
    float[] logits = new float[values.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (values[i] * scale());
    }
    return new LogitGrid(rows, columns, logits);
  }

  /**
   * Returns the mean probability of the cells above a boundary, in (0, 1); 0 where none is. A pixel
   * is never above where no cell is: it lies between its neighbours.
   *
   * @param threshold a logit
   */
  public double meanProbabilityAbove(double threshold) {
    double boundary = threshold / scale();
    double sum = 0;
    int count = 0;
    for (int value : values()) {
      if (value > boundary) {
        sum += 1 / (1 + StrictMath.exp(-value * scale()));
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuantizedLogits that
        && rows == that.rows
        && columns == that.columns
        && limit == that.limit
        && Arrays.equals(levels, that.levels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(levels);
  }

  @Override
  public String toString() {
    return "QuantizedLogits[%d x %d, limit %s]".formatted(rows, columns, limit);
  }
}

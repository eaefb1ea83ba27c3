package io.prelabel.plugin.mask;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.Arrays;

/**
 * A {@link LogitGrid} in the form that is stored, one signed byte a cell, and that every mask is
 * cut from ({@link MaskCut}). Immutable.
 *
 * <p>The levels are companded by a cube: level {@code q} in [-127, 127] stands for the logit {@code
 * q * q * q * scale()}. They lie close where masks are cut, near 0 (0.06 apart around the logit
 * 0.85 of a grid that reaches 20), and far apart where only the sign matters. The bytes are those
 * of {@link LevelCodec}.
 */
public final class QuantizedLogits {
  /** Logits beyond are clipped: a probability of {@code 1 - 1e-28} is a certainty. */
  public static final float MAX_LIMIT = 64;

  /** Keeps the scale of a grid of zeros above 0; a power of two, exact in every number type. */
  public static final float MIN_LIMIT = 0x1p-20f;

  /** Most cells of a grid, 4096 x 4096; bounds what stored bytes may inflate to. */
  public static final int MAX_CELLS = 1 << 24;

  private static final int MAX_LEVEL = 127;

  /** The value of the highest level. */
  private static final int MAX_VALUE = MAX_LEVEL * MAX_LEVEL * MAX_LEVEL;

  private final int rows;
  private final int columns;
  private final float limit;
  private final byte[] levels;

  private QuantizedLogits(int rows, int columns, float limit, byte[] levels) {
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
    double scale = (double) limit / MAX_VALUE;
    byte[] levels = new byte[grid.values().length];
    for (int i = 0; i < levels.length; i++) {
      float logit = grid.values()[i];
      double clipped = Math.max(-limit, Math.min(limit, logit));
      levels[i] = (byte) Math.rint(StrictMath.cbrt(clipped / scale));
    }
    return new QuantizedLogits(grid.rows(), grid.columns(), limit, levels);
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
   *     inflates more than {@code rows * columns} bytes
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

  /** Returns the logit that one unit of {@link #values()} stands for: {@code limit / 127^3}. */
  public double scale() {
    return (double) limit / MAX_VALUE;
  }

  /** Returns a copy of the levels, row-major, each in [-127, 127]. */
  public byte[] levels() {
    return levels.clone();
  }

  /** Returns {@code q * q * q} of each level, row-major: the logits in units of the scale. */
  public int[] values() {
    int[] values = new int[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = levels[i] * levels[i] * levels[i];
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

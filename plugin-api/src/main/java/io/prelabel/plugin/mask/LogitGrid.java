package io.prelabel.plugin.mask;

/**
 * The low-resolution answer of a model to one prompt: one logit per cell, the sigmoid of which is
 * the probability that the prompt's object covers the cell. Full precision, as it left the model.
 *
 * <p>The array is not copied, neither in nor out: whoever holds a grid must not write to it.
 *
 * @param rows number of cell rows, at least 1
 * @param columns number of cell columns, at least 1
 * @param values row-major logits; length {@code rows * columns}; all finite
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, like a picture's pixels
public record LogitGrid(int rows, int columns, float[] values) {
  public LogitGrid {
    if (rows < 1 || columns < 1 || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "a %d x %d grid does not have %d cells".formatted(rows, columns, values.length));
    }
  }
}

package io.prelabel.plugin.mask;

/**
 * An axis-aligned box in pixels, origin top-left; {@code (0, 0, 0, 0)} for an empty mask, as COCO
 * writes it.
 *
 * @param x first column
 * @param y first row
 * @param width number of columns
 * @param height number of rows
 */
public record Box(int x, int y, int width, int height) {
  public static final Box EMPTY = new Box(0, 0, 0, 0);
}

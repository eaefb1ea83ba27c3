package io.prelabel.integration.self1e.image;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.PreparedImage;

/**
 * A picture as the vision tower reads it: resized to a grid of square tiles, which lie one after
 * the other, row by row. Still 8 bits per channel; the division and ImageNet's mean and deviation
 * come in the model's program, which keeps this form four times smaller.
 *
 * @param grid how many tiles
 * @param side pixels along a tile's side
 * @param rgb all tiles, each row-major, 3 bytes a pixel
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are shared on purpose, like a picture's
public record Tiles(TileGrid grid, int side, byte[] rgb) implements PreparedImage {
  private static final int CHANNELS = 3;

  /** The weights of a resize need memory in proportion to the side, 16 bytes a pixel. */
  static final int MAXIMUM_SIDE = 1_000_000;

  /**
   * Resizes and cuts a picture; the picture is not changed.
   *
   * @throws PluginException {@code BAD_INPUT} where a side has more than a million pixels
   */
  public static Tiles cut(Picture picture, TileGrid grid, int side, PassOrder order) {
    if (Math.max(picture.width(), picture.height()) > MAXIMUM_SIDE) {
      throw PluginException.badInput(
          "the picture has %d x %d pixels, a side may have %d; cut it into pieces"
              .formatted(picture.width(), picture.height(), MAXIMUM_SIDE));
    }
    byte[] whole = PillowBicubic.resize(picture, grid.columns() * side, grid.rows() * side, order);
    if (grid.equals(TileGrid.ONE)) {
      return new Tiles(grid, side, whole);
    }
    byte[] tiles = new byte[whole.length];
    int run = side * CHANNELS;
    int to = 0;
    for (int tile = 0; tile < grid.tiles(); tile++) {
      int left = (tile % grid.columns()) * run;
      int top = (tile / grid.columns()) * side;
      for (int y = top; y < top + side; y++) {
        System.arraycopy(whole, y * run * grid.columns() + left, tiles, to, run);
        to += run;
      }
    }
    return new Tiles(grid, side, tiles);
  }
}

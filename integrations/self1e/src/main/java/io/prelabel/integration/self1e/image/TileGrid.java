package io.prelabel.integration.self1e.image;

import io.prelabel.plugin.model.Tiling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many tiles a picture is cut into.
 *
 * @param columns tiles side by side, at least 1
 * @param rows tiles one above the other, at least 1
 */
public record TileGrid(int columns, int rows) {
  /** The standard mode: the whole picture in one tile, whatever its shape. */
  public static final TileGrid ONE = new TileGrid(1, 1);

  /** Returns the number of tiles. */
  public int tiles() {
    return columns * rows;
  }

  /**
   * Chooses the grid whose shape is closest to the picture's (InternVL's {@code
   * dynamic_preprocess}): of equally close ones the larger, if the picture has more than half of
   * its pixels.
   *
   * @param maximum most tiles; 1 is the standard mode
   * @param side pixels along a tile's side
   */
  public static TileGrid choose(int width, int height, int maximum, int side) {
    double shape = (double) width / height;
    TileGrid best = ONE;
    double bestDistance = Double.POSITIVE_INFINITY;
    for (TileGrid each : candidates(maximum)) {
      double distance = Math.abs(shape - (double) each.columns / each.rows);
      double halfItsPixels = 0.5 * side * side * each.tiles();
      if (distance < bestDistance
          || (distance == bestDistance && (double) width * height > halfItsPixels)) {
        best = each;
        bestDistance = distance;
      }
    }
    return best;
  }

  /**
   * Returns how many tiles a picture fills with its own pixels, at most {@value Tiling#LIMIT}: more
   * would only blow it up.
   */
  public static int mostFor(int width, int height, int side) {
    long tiles = Math.round((double) width * height / ((double) side * side));
    return (int) Math.max(1, Math.min(Tiling.LIMIT, tiles));
  }

  /** All grids of at most so many tiles, few tiles first; a stable order among equals. */
  private static List<TileGrid> candidates(int maximum) {
    List<TileGrid> grids = new ArrayList<>();
    for (int columns = 1; columns <= maximum; columns++) {
      for (int rows = 1; columns * rows <= maximum; rows++) {
        grids.add(new TileGrid(columns, rows));
      }
    }
    grids.sort(Comparator.comparingInt(TileGrid::tiles));
    return grids;
  }
}

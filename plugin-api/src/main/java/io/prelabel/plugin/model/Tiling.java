package io.prelabel.plugin.model;

import java.util.OptionalInt;

/**
 * How finely a picture is looked at: as one tile, or cut into several that each have the model's
 * full input size. Time and memory grow with the number of tiles.
 *
 * @param most upper bound of the number of tiles, from 1 to {@value #LIMIT}; empty lets the model
 *     choose it by the size of the picture, so that small ones are not blown up
 */
public record Tiling(OptionalInt most) {
  /** More than this no model was trained on. */
  public static final int LIMIT = 12;

  /** The whole picture as one tile. */
  public static final Tiling ONE = atMost(1);

  /** By the size of the picture. */
  public static final Tiling AUTO = new Tiling(OptionalInt.empty());

  public Tiling {
    if (most.isPresent() && (most.getAsInt() < 1 || most.getAsInt() > LIMIT)) {
      throw new IllegalArgumentException(
          "%d tiles; the number is from 1 to %d".formatted(most.getAsInt(), LIMIT));
    }
  }

  /** Returns a fixed upper bound. */
  public static Tiling atMost(int tiles) {
    return new Tiling(OptionalInt.of(tiles));
  }
}

package io.prelabel.integration.labelstudio.region;

/**
 * How much one task may hold, so that it opens quickly: a browser unpacks every brush region to a
 * bitmap of the picture's size and draws every point of a polygon as a handle.
 *
 * @param regions the most regions of a task, at least 1
 * @param points the most points of its polygons together, at least 3
 */
public record RegionLimits(int regions, int points) {
  public static final RegionLimits DEFAULT = new RegionLimits(100, 10_000);

  public RegionLimits {
    if (regions < 1 || points < 3) {
      throw new IllegalArgumentException(
          "limits of %d regions and %d points leave nothing".formatted(regions, points));
    }
  }
}

package io.prelabel.plugin.mask;

import java.util.Arrays;

/**
 * One closed polygon over pixel corners: (0, 0) is the top-left corner of the top-left pixel, so a
 * single pixel is the ring (0, 0), (1, 0), (1, 1), (0, 1). The last point is joined to the first
 * and not repeated. Its inside is even-odd. Immutable.
 */
public final class Ring {
  /** The largest magnitude of a coordinate; bounds the time that a ring takes to fill. */
  public static final double MAX_COORDINATE = 1e6;

  private final double[] xy;

  private Ring(double[] xy) {
    this.xy = xy;
  }

  /**
   * Makes a ring from COCO's flat form: x and y in turn.
   *
   * @throws IllegalArgumentException where these are not three points or more
   */
  public static Ring of(double... xy) {
    if (xy.length < 6 || xy.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a ring needs 3 points or more, these are %d numbers".formatted(xy.length));
    }
    for (double coordinate : xy) {
      if (!(Math.abs(coordinate) <= MAX_COORDINATE)) {
        throw new IllegalArgumentException("not a coordinate: " + coordinate);
      }
    }
    return new Ring(xy.clone());
  }

  /** Returns the number of points, at least 3. */
  public int size() {
    return xy.length / 2;
  }

  public double x(int point) {
    return xy[2 * point];
  }

  public double y(int point) {
    return xy[2 * point + 1];
  }

  /** Returns a copy of the coordinates, x and y in turn, as COCO writes them. */
  public double[] xy() {
    return xy.clone();
  }

  /** Returns the enclosed area in pixels; a keyhole's hole doesn't count. */
  public double area() {
    double twice = 0;
    for (int i = 0; i < size(); i++) {
      int next = (i + 1) % size();
      twice += x(i) * y(next) - x(next) * y(i);
    }
    return Math.abs(twice) / 2;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ring that && Arrays.equals(xy, that.xy);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(xy);
  }

  @Override
  public String toString() {
    return "Ring" + Arrays.toString(xy);
  }
}

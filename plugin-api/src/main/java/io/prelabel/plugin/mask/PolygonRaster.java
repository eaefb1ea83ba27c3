package io.prelabel.plugin.mask;

import java.util.Arrays;
import java.util.List;

/**
 * Fills polygons exactly as pycocotools does ({@code rleFrPoly} of the COCO API's {@code
 * maskApi.c}), so that an IoU measured here is the one that a reader of the file gets.
 *
 * <p>The rule: round the points to fifths of a pixel; walk each edge in steps of a fifth along its
 * longer axis; wherever a step crosses the centre line of a pixel column, the column changes
 * between outside and inside from the next pixel centre down. Each ring is filled by itself,
 * even-odd; the rings are united, so a ring inside another changes nothing. What lies outside is
 * clipped.
 */
public final class PolygonRaster {
  private static final int SCALE = 5;

  /** The step from fifth 2 to fifth 3 of a pixel is the one over its centre. */
  private static final int CENTRE = SCALE / 2;

  private final int width;
  private final int height;
  private int[] crossings = new int[64];
  private int count;

  private PolygonRaster(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Returns the union of the rings' insides.
   *
   * @param width of the picture
   * @param height of the picture
   */
  public static Mask fill(int width, int height, List<Ring> rings) {
    Mask.checkSize(width, height);
    Spans spans = new Spans();
    PolygonRaster raster = new PolygonRaster(width, height);
    for (Ring ring : rings) {
      raster.cross(ring);
      raster.moveTo(spans);
    }
    return spans.union(width, height);
  }

  private void cross(Ring ring) {
    int last = ring.size() - 1;
    int fromX = scaled(ring.x(last));
    int fromY = scaled(ring.y(last));
    for (int i = 0; i <= last; i++) {
      int toX = scaled(ring.x(i));
      int toY = scaled(ring.y(i));
      crossEdge(fromX, fromY, toX, toY);
      fromX = toX;
      fromY = toY;
    }
  }

  private static int scaled(double coordinate) {
    return (int) (SCALE * coordinate + 0.5);
  }

  /** Both directions of an edge take the same steps, so a bridge there and back cancels out. */
  private void crossEdge(int fromX, int fromY, int toX, int toY) {
    int dx = Math.abs(toX - fromX);
    int dy = Math.abs(toY - fromY);
    boolean steep = dx < dy;
    boolean flipped = steep ? fromY > toY : fromX > toX;
    int startX = flipped ? toX : fromX;
    int startY = flipped ? toY : fromY;
    int endX = flipped ? fromX : toX;
    int endY = flipped ? fromY : toY;
    if (steep) {
      crossSteep(startX, startY, (double) (endX - startX) / dy, dy);
    } else {
      crossFlat(startX, startY, (double) (endY - startY) / dx, dx);
    }
  }

  private void crossFlat(int startX, int startY, double slope, int steps) {
    int first = Math.floorMod(CENTRE - startX, SCALE);
    for (int step = first; step < steps; step += SCALE) {
      int before = (int) (startY + slope * step + 0.5);
      int after = (int) (startY + slope * (step + 1) + 0.5);
      addCrossing(startX + step, Math.min(before, after));
    }
  }

  private void crossSteep(int startX, int startY, double slope, int steps) {
    int before = startX;
    for (int step = 1; step <= steps; step++) {
      int after = (int) (startX + slope * step + 0.5);
      int left = Math.min(before, after);
      if (before != after && Math.floorMod(left, SCALE) == CENTRE) {
        addCrossing(left, startY + step - 1);
      }
      before = after;
    }
  }

  private void addCrossing(int scaledX, int scaledY) {
    int x = Math.floorDiv(scaledX, SCALE);
    if (x < 0 || x >= width) {
      return;
    }
    double y = Math.ceil((scaledY + 0.5) / SCALE - 0.5);
    if (count == crossings.length) {
      crossings = Arrays.copyOf(crossings, 2 * count);
    }
    crossings[count++] = x * height + (int) Math.max(0, Math.min(height, y));
  }

  /** Pairs the crossings of one ring up and empties the list. */
  private void moveTo(Spans spans) {
    Arrays.sort(crossings, 0, count);
    for (int i = 0; i + 1 < count; i += 2) {
      spans.add(crossings[i], crossings[i + 1]);
    }
    if (count % 2 == 1) {
      spans.add(crossings[count - 1], width * height);
    }
    count = 0;
  }
}

package io.prelabel.plugin.mask;

import java.util.List;

/**
 * A mask as polygons: one ring per 4-connected part, along the edges of its pixels, holes cut in
 * with a bridge of no width there and back. Filled by {@link PolygonRaster}, and so by pycocotools,
 * the exact outline gives back every pixel; a simplified one gives back {@link #iou}.
 *
 * @param rings in the order of {@code components(FOUR)}; none of an empty mask, for which COCO has
 *     no polygon: leave the annotation out
 * @param iou what the filled rings reach against the mask, in [0, 1]; 1 for an empty one
 * @param tolerance how far a corner may lie off the simplified line, pixels; 0 is the exact outline
 */
public record PolygonOutline(List<Ring> rings, double iou, double tolerance) {
  /** The IoU to reach for masks above {@link #SMALL_AREA} pixels. */
  public static final double TARGET_IOU = 0.97;

  /** The IoU to reach for smaller ones, where one pixel weighs more. */
  public static final double SMALL_TARGET_IOU = 0.9;

  public static final int SMALL_AREA = 1000;

  private static final double FIRST_TOLERANCE = 1;

  /** Below, no corner of a pixel staircase is left out any more. */
  private static final double LAST_TOLERANCE = 0.25;

  public PolygonOutline {
    rings = List.copyOf(rings);
  }

  /** Returns the outline, as simple as the usual IoU for its size allows. */
  public static PolygonOutline of(Mask mask) {
    return of(mask, mask.area() > SMALL_AREA ? TARGET_IOU : SMALL_TARGET_IOU);
  }

  /**
   * Returns the outline, simplified as far as the IoU stays at or above the target: with a
   * tolerance of 1 pixel, else of half as much, and so on down to the exact outline.
   */
  public static PolygonOutline of(Mask mask, double targetIou) {
    List<CornerChain> chains = Outlines.of(mask);
    for (double tolerance = FIRST_TOLERANCE; tolerance >= LAST_TOLERANCE; tolerance /= 2) {
      double most = tolerance;
      List<Ring> rings = chains.stream().map(chain -> chain.simplified(most)).toList();
      double iou = iou(mask, rings);
      if (iou >= targetIou) {
        return new PolygonOutline(rings, iou, tolerance);
      }
    }
    return exact(mask, chains);
  }

  /** Returns the outline with every corner. */
  public static PolygonOutline exact(Mask mask) {
    return exact(mask, Outlines.of(mask));
  }

  private static PolygonOutline exact(Mask mask, List<CornerChain> chains) {
    List<Ring> rings = chains.stream().map(CornerChain::ring).toList();
    return new PolygonOutline(rings, iou(mask, rings), 0);
  }

  private static double iou(Mask mask, List<Ring> rings) {
    return mask.isEmpty() ? 1 : mask.iou(PolygonRaster.fill(mask.width(), mask.height(), rings));
  }

  /** Returns the number of points of all rings. */
  public int points() {
    return rings.stream().mapToInt(Ring::size).sum();
  }
}

package io.prelabel.service.eval;

import io.prelabel.plugin.mask.Mask;

/**
 * How far a prediction and its target agree, in pixels.
 *
 * <p>Pixels of a crowd that belong to no object are left out of both sides. pycocotools ignores a
 * detection in a crowd as a whole; here, where a class has one mask per picture, its pixels are.
 *
 * @param intersection pixels in both
 * @param union pixels in either
 */
public record OverlapCount(long intersection, long union) {
  /** Compares two masks of one size. */
  public static OverlapCount of(Target target, Mask predicted) {
    long intersection = predicted.intersectionArea(target.objects());
    long counted = predicted.area() - ignored(target, predicted);
    return new OverlapCount(intersection, counted + target.objects().area() - intersection);
  }

  private static long ignored(Target target, Mask predicted) {
    if (target.crowd().isEmpty()) {
      return 0;
    }
    Mask inCrowd = predicted.intersection(target.crowd().get());
    return inCrowd.area() - inCrowd.intersectionArea(target.objects());
  }

  /**
   * Returns intersection over union, in [0, 1]; 1 where both are empty, as gIoU counts a picture
   * without the thing that was rightly left alone (GRES, arXiv 2306.00968, section 3; LISA's
   * evaluation does the same).
   */
  public double iou() {
    return union == 0 ? 1 : (double) intersection / union;
  }
}

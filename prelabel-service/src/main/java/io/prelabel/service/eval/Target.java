package io.prelabel.service.eval;

import io.prelabel.plugin.mask.Mask;
import java.util.Optional;

/**
 * Where a class really is in a picture.
 *
 * @param objects the pixels of all its objects together; empty where it is not there
 * @param crowd regions in which nobody told objects apart ({@code iscrowd} of COCO); what is found
 *     there, outside the objects, counts neither for nor against; of the same size
 */
public record Target(Mask objects, Optional<Mask> crowd) {
  /** Makes the target of a class whose objects are all known. */
  public static Target of(Mask objects) {
    return new Target(objects, Optional.empty());
  }

  /** Makes the target of a class that is not in a picture. */
  public static Target none(int width, int height) {
    return of(Mask.empty(width, height));
  }

  /** Returns whether the class has an object here. */
  public boolean isThere() {
    return !objects.isEmpty();
  }

  /**
   * Returns whether nothing can be said: the class is there as a crowd alone. pycocotools counts no
   * such truth either ({@code gtIgnore}).
   */
  public boolean isUndecided() {
    return objects.isEmpty() && crowd.isPresent();
  }
}

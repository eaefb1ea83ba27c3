package io.prelabel.integration.labelstudio.region;

import io.prelabel.integration.labelstudio.config.LabelOutput;
import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.ContentDigest;

/**
 * Ids made from what a region is: the same part of the same label has the same one whenever it is
 * written, and no two regions of a result share one.
 */
final class RegionIds {
  private static final String PREFIX = "pl-";

  private RegionIds() {}

  /**
   * Returns the id of a region.
   *
   * @param piece which of the part's regions, where it takes several
   */
  static String of(LabelOutput output, Mask part, int piece) {
    ContentDigest digest = new ContentDigest();
    digest.put("from", output.tags().get(0).fromName());
    digest.put("label", output.label().resultName());
    digest.put("shape", output.shape().toString());
    digest.put("part", CocoCounts.encode(part));
    digest.put("piece", Integer.toString(piece));
    return digest.version(PREFIX);
  }

  /** Returns the id of the choices made with one control. */
  static String ofChoices(String fromName) {
    ContentDigest digest = new ContentDigest();
    digest.put("choices", fromName);
    return digest.version(PREFIX);
  }
}

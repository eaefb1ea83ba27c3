package io.prelabel.integration.labelstudio.region;

import io.prelabel.plugin.mask.Mask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person's result says.
 *
 * @param regions that could be read, in the order of the result
 * @param refusals a sentence for each region that could not, with its id and what is wrong with it
 */
public record ReadResult(List<ReadRegion> regions, List<String> refusals) {
  public ReadResult {
    regions = List.copyOf(regions);
    refusals = List.copyOf(refusals);
  }

  /** Returns what was drawn for each label, its regions united. */
  public Map<RegionLabel, Mask> masksByLabel() {
    Map<RegionLabel, Mask> masks = new LinkedHashMap<>();
    for (ReadRegion region : regions) {
      region
          .mask()
          .ifPresent(
              mask -> region.labels().forEach(label -> masks.merge(label, mask, Mask::union)));
    }
    return masks;
  }
}

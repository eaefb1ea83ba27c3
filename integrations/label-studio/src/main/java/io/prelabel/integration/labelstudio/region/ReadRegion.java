package io.prelabel.integration.labelstudio.region;

import io.prelabel.plugin.mask.Mask;
import java.util.List;
import java.util.Optional;

/**
 * One region of a result, or the choices made for the whole picture.
 *
 * @param id as Label Studio has it; ours where the region was predicted
 * @param labels of all entries with this id; none where a person gave none
 * @param origin empty where the result doesn't say, as in a prediction
 * @param mask of the picture's size; empty where the region draws nothing
 */
public record ReadRegion(
    String id, List<RegionLabel> labels, Optional<RegionOrigin> origin, Optional<Mask> mask) {
  public ReadRegion {
    labels = List.copyOf(labels);
  }
}

package io.prelabel.plugin.model;

import java.util.List;

/**
 * One picture and all that is asked about it at once.
 *
 * @param image from {@link SegmentationModel#prepare} of the model that is asked
 * @param questions what is asked
 */
public record SegmentationRequest(PreparedImage image, Questions questions) {
  /** Asks for the masks of prompts alone; see {@link Questions#masks}. */
  public static SegmentationRequest masks(PreparedImage image, List<Prompt> prompts) {
    return new SegmentationRequest(image, Questions.masks(prompts));
  }
}

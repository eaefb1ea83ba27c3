package io.prelabel.plugin.model;

import java.util.List;

/**
 * One picture and all that is asked about it at once.
 *
 * @param image from {@link SegmentationModel#prepare} of the model that is asked
 * @param prompts at least one
 */
public record SegmentationRequest(PreparedImage image, List<Prompt> prompts) {
  public SegmentationRequest {
    prompts = List.copyOf(prompts);
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("a request needs at least one prompt");
    }
  }
}

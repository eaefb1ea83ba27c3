package io.prelabel.batch.inference;

import io.prelabel.plugin.model.SegmentationModel;

/**
 * A loaded model and the batcher in front of it, which is the only one to call {@link
 * SegmentationModel#segment}.
 *
 * @param model what prepares images; where there is one per device, any of them
 */
public record InferenceEngine(SegmentationModel model, MicroBatcher batcher) {}

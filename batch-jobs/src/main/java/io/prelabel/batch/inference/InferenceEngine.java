package io.prelabel.batch.inference;

import io.prelabel.plugin.model.SegmentationModel;

/**
 * A loaded model and the batcher in front of it, which is the only one to call {@link
 * SegmentationModel#segment}.
 */
public record InferenceEngine(SegmentationModel model, MicroBatcher batcher) {}

package io.prelabel.batch.inference;

import io.prelabel.plugin.model.SegmentationModel;

/**
 * A model and where it computes.
 *
 * @param device its name, for people ("cuda:1")
 * @param model which stays the caller's to close
 */
public record DeviceModel(String device, SegmentationModel model) {}

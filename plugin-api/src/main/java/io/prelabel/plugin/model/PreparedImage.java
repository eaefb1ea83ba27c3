package io.prelabel.plugin.model;

/**
 * A picture in the form that a model reads, made by {@link SegmentationModel#prepare}: plain heap
 * memory, nothing to close, immutable, usable by the model that made it and those of equal version.
 */
public interface PreparedImage {}

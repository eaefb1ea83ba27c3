package io.prelabel.service.export;

import io.prelabel.plugin.image.PictureSize;

/**
 * An image that a run has answered for.
 *
 * @param imageId its id in the database
 * @param fileName path relative to the data set's root, with {@code /}
 * @param size as shown
 */
public record LabeledImage(long imageId, String fileName, PictureSize size) {}

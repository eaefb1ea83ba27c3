package io.prelabel.service.export;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.MaskPrediction;
import java.net.URI;
import java.util.List;

/**
 * An image that a run has answered for.
 *
 * @param uri where it lies
 * @param fileName path relative to the data set's root, with {@code /}
 * @param size as shown
 * @param predictions in the order of the prompt set's classes
 * @param attributes in the order of the prompt set
 */
public record LabeledImage(
    URI uri,
    String fileName,
    PictureSize size,
    List<MaskPrediction> predictions,
    List<AttributeAnswer> attributes) {
  public LabeledImage {
    predictions = List.copyOf(predictions);
    attributes = List.copyOf(attributes);
  }
}

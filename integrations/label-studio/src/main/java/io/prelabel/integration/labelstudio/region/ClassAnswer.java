package io.prelabel.integration.labelstudio.region;

import io.prelabel.integration.labelstudio.config.LabelOutput;
import io.prelabel.plugin.model.MaskPrediction;

/**
 * What the model says about a class, and how it is written.
 *
 * @param prediction of the picture as shown
 * @param output the label that the class goes to
 */
public record ClassAnswer(MaskPrediction prediction, LabelOutput output) {
  String className() {
    return prediction.classPrompt().name();
  }
}

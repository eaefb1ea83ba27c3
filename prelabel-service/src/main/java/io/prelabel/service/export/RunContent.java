package io.prelabel.service.export;

import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The answers of one run, as they are at one moment: reading twice gives the same. */
public interface RunContent {
  Summary summary();

  /** Gives each image that is done or empty to the consumer, always in the same order. */
  void forEachImage(Consumer<LabeledImage> consumer);

  /** Returns what the model said about an image, in the order of the prompt set's classes. */
  List<MaskPrediction> predictions(LabeledImage image);

  /**
   * What the whole was made of.
   *
   * @param items number of images by the word of their state ("done"), all of them
   */
  record Summary(
      long runId,
      String dataset,
      String modelVersion,
      String promptSetVersion,
      PromptSet promptSet,
      Map<String, Long> items,
      Instant exportedAt) {}
}

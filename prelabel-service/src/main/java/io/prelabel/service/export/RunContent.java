package io.prelabel.service.export;

import io.prelabel.plugin.model.PromptSet;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** The answers of one run. */
public interface RunContent {
  Summary summary();

  /**
   * Gives each image that is done or empty to the consumer, in a fixed order, one at a time.
   *
   * @return number of images by the word of their state ("done"), those included that were not
   *     given
   */
  Map<String, Long> forEachImage(Consumer<LabeledImage> consumer);

  /** What the whole was made of. */
  record Summary(
      long runId,
      String dataset,
      String modelVersion,
      String promptSetVersion,
      PromptSet promptSet,
      Instant exportedAt) {}
}

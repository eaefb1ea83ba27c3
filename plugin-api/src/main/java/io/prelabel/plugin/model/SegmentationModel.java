package io.prelabel.plugin.model;

import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.image.Picture;
import java.util.List;

/**
 * A loaded model: asked in words, answers with logits. Owns native memory until it is closed, and
 * lets none of it out: what it takes and returns is plain Java.
 *
 * <p>{@link #prepare} and {@link #tokens} may be called from any thread, also while a batch runs.
 * {@link #segment} is called by one thread at a time; the engine uses the machine's cores by
 * itself.
 */
public interface SegmentationModel extends AutoCloseable {
  /** Returns what answers; never changes. */
  ModelVersion version();

  /** Returns whether the model can answer right now; quick, no forward pass. */
  CheckResult check();

  /** Returns the upper bound of tokens in one forward pass, over all its rows. */
  int tokenBudget();

  /**
   * Resizes and normalises a picture. Costs milliseconds; done by decoder threads, so that the
   * engine never waits for it.
   */
  PreparedImage prepare(Picture picture);

  /**
   * Returns how many tokens a request would put into a forward pass, so that a batch can be cut
   * before it is run.
   */
  int tokens(SegmentationRequest request);

  /**
   * Answers all requests, sharing what can be shared: the features of each picture are computed
   * once, whatever the number of its prompts. A batch above the token budget is cut by the model
   * itself.
   *
   * @return one list per request in the order given, one answer per prompt in the order asked
   * @throws io.prelabel.plugin.PluginException where the batch as a whole failed; category {@code
   *     OVER_CAPACITY} where a smaller one may succeed
   */
  List<List<PromptAnswer>> segment(List<SegmentationRequest> batch);

  /** Frees the native memory; repeated calls do nothing. Must not overlap with {@link #segment}. */
  @Override
  void close();
}

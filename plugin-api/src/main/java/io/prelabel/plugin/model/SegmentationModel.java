package io.prelabel.plugin.model;

import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
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
   * Returns the size at which a picture may be decoded at the least: its own size for an exact
   * decoding, which is the default, or what the model resizes it to. Any thread. Since answers
   * differ, a model that gives the latter is another version.
   *
   * @param shown the picture's size as people see it
   */
  default PictureSize decodeSize(PictureSize shown, Tiling tiling) {
    return shown;
  }

  /**
   * Resizes and normalises a picture. Costs milliseconds; done by decoder threads, so that the
   * engine never waits for it.
   *
   * @param picture exact, or scaled down to no less than {@link #decodeSize}
   * @param tiling how finely it is looked at; a model without tiles takes the whole as one
   */
  PreparedImage prepare(Picture picture, Tiling tiling);

  /**
   * Returns how many tokens a request would put into a forward pass at most, so that a batch can be
   * cut before it is run.
   *
   * @throws io.prelabel.plugin.PluginException {@code BAD_INPUT} where a question is one that this
   *     model can't be asked
   */
  int tokens(SegmentationRequest request);

  /**
   * Answers all requests, sharing what can be shared: the features of each picture are computed
   * once, whatever the number of its prompts. A batch above the token budget is cut by the model
   * itself.
   *
   * <p>A prompt with a presence threshold is answered without logits where the thing is not there.
   * A model that knows no such question leaves the presence empty and always gives logits.
   *
   * @return one answer per request in the order given
   * @throws io.prelabel.plugin.PluginException where the batch as a whole failed; category {@code
   *     OVER_CAPACITY} where a smaller one may succeed
   */
  List<ImageAnswer> segment(List<SegmentationRequest> batch);

  /** Frees the native memory; repeated calls do nothing. Must not overlap with {@link #segment}. */
  @Override
  void close();
}

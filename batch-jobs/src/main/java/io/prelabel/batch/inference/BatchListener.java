package io.prelabel.batch.inference;

/**
 * Hears of every batch, for metrics; called by the engine threads, maybe several at once, so it
 * must be quick.
 */
@FunctionalInterface
public interface BatchListener {
  /** Hears nothing. */
  BatchListener NONE = (requests, tokens, longestWaitMillis, inferenceMillis) -> {};

  /**
   * A batch ended, well or not.
   *
   * @param requests in the batch, at least 1
   * @param tokens of all requests together
   * @param longestWaitMillis of the request that waited longest
   * @param inferenceMillis duration of the forward pass or passes
   */
  void onBatch(int requests, int tokens, double longestWaitMillis, double inferenceMillis);
}

package io.prelabel.integration.self1e;

/** Hears how long each part of a forward pass took; called on the thread that computes. */
@FunctionalInterface
public interface StageListener {
  /**
   * @param nanos duration
   * @param tokens that were computed, padding included
   */
  void onStage(Stage stage, long nanos, long tokens);
}

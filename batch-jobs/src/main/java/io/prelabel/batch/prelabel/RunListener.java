package io.prelabel.batch.prelabel;

import io.prelabel.db.run.Run;

/**
 * Hears how runs go on, for progress bars and event streams; called by the thread that works on the
 * run, so it must be quick. What it throws is logged.
 */
public interface RunListener {
  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  /** A run has been set to running. */
  default void onStarted(Run run) {}

  /** Items have ended, well or not, and that is committed. */
  default void onItemsEnded(long runId, int count) {}

  /** A run has ended in the state that it carries. */
  default void onEnded(Run run) {}
}

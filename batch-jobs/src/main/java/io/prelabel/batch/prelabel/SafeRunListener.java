package io.prelabel.batch.prelabel;

import io.prelabel.db.run.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what happens; a listener that throws does not harm the run. */
record SafeRunListener(RunListener listener) implements RunListener {
  private static final Logger LOG = LoggerFactory.getLogger(SafeRunListener.class);

  @Override
  public void onStarted(Run run) {
    tell(() -> listener.onStarted(run));
  }

  @Override
  public void onItemsEnded(long runId, int count) {
    tell(() -> listener.onItemsEnded(runId, count));
  }

  @Override
  public void onEnded(Run run) {
    tell(() -> listener.onEnded(run));
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.warn("A run listener failed.", e);
    }
  }
}

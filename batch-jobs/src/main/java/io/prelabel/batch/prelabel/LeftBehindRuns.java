package io.prelabel.batch.prelabel;

import io.prelabel.db.StaleStateException;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.Runs;
import io.prelabel.plugin.PluginException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resumes the runs that were stopped because their process died. They are looked up by that reason
 * each time, not remembered: a start that fails after it took them over loses none.
 *
 * <p>An image that ends every process that touches it does not do so for ever: the number of its
 * claims is bounded, see {@link io.prelabel.db.run.WorkItems#releaseOrphans}.
 */
final class LeftBehindRuns {
  private static final Logger LOG = LoggerFactory.getLogger(LeftBehindRuns.class);

  private final Runs runs;
  private final LongConsumer start;
  private final Map<Long, String> refusals = new ConcurrentHashMap<>();

  LeftBehindRuns(Runs runs, LongConsumer start) {
    this.runs = runs;
    this.start = start;
  }

  /** Tries each of them; may be called again at any time. */
  void resume() {
    runs.leftBehind().forEach(this::resume);
  }

  private void resume(Run run) {
    try {
      start.accept(run.id());
      refusals.remove(run.id());
      LOG.info("Run {} goes on; the process that worked on it had died.", run.id());
    } catch (StaleStateException somebodyElseWasFaster) {
      LOG.debug("Run {} has been resumed already.", run.id());
    } catch (PluginException e) {
      String reason = String.valueOf(e.getMessage());
      if (!reason.equals(refusals.put(run.id(), reason))) {
        LOG.warn("Run {} was left behind and stays stopped: {}", run.id(), reason);
      }
    }
  }
}

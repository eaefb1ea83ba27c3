package io.prelabel.service.cli;

import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.WorkItemState;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Shows how far an evaluation is, as that of a run is shown. Used by one thread. */
final class EvaluationProgress implements AutoCloseable {
  private final ProgressDisplay display;
  private final Clock clock;
  private final Instant started;

  EvaluationProgress(PrintWriter err, Clock clock) {
    this.display = new ProgressDisplay(err, Terminal.isInteractive(), clock);
    this.clock = clock;
    this.started = clock.instant();
  }

  void show(long compared, long unread, long total) {
    Map<WorkItemState, Long> counts = new EnumMap<>(WorkItemState.class);
    for (WorkItemState each : WorkItemState.values()) {
      counts.put(each, 0L);
    }
    counts.put(WorkItemState.DONE, compared);
    counts.put(WorkItemState.FAILED, unread);
    counts.put(WorkItemState.QUEUED, total - compared - unread);
    Duration window = Duration.between(started, clock.instant());
    display.show(new RunProgress(counts, compared + unread, window));
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    display.end();
  }
}

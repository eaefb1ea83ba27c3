package io.prelabel.service.run;

import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.Runs;
import io.prelabel.db.run.WorkItems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Runs with their progress. Thread-safe. */
public final class RunViews {
  /** What the rate is taken over. */
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private final Runs runs;
  private final WorkItems items;
  private final Clock clock;

  public RunViews(Runs runs, WorkItems items, Clock clock) {
    this.runs = runs;
    this.items = items;
    this.clock = clock;
  }

  /** A run and how far it is, read one after the other. */
  public record RunView(Run run, RunProgress progress) {}

  /** Returns a run with its progress now. */
  public Optional<RunView> find(long id) {
    return runs.find(id).map(this::view);
  }

  /** Adds the progress to a run. */
  public RunView view(Run run) {
    Instant now = clock.instant();
    Instant since =
        run.startedAt().filter(start -> start.isAfter(now.minus(WINDOW))).orElse(now.minus(WINDOW));
    return new RunView(run, items.progress(run.id(), since, now));
  }
}

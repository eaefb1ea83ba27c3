package io.prelabel.batch.prelabel;

import io.prelabel.batch.inference.Engines;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.batch.support.Ledger;
import io.prelabel.db.DatabaseFailure;
import io.prelabel.db.StaleStateException;
import io.prelabel.db.model.StoredModel;
import io.prelabel.db.process.Liveness;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.RunState;
import io.prelabel.plugin.PluginException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.batch.core.BatchStatus;

/** What is written down when a run starts, ends, or is found without a living owner. */
final class RunBooks {
  private final Ledger ledger;
  private final Engines engines;
  private final ImageSource source;
  private final UUID self;
  private final Clock clock;

  RunBooks(Ledger ledger, Engines engines, ImageSource source, UUID self, Clock clock) {
    this.ledger = ledger;
    this.engines = engines;
    this.source = source;
    this.self = self;
    this.clock = clock;
  }

  /** Sets a run to running, in line with its data set as it is now. */
  RunContext open(long runId) {
    Run found =
        ledger
            .runs()
            .find(runId)
            .orElseThrow(() -> PluginException.badInput("There is no run %d.".formatted(runId)));
    StoredModel model = ledger.models().find(found.modelId()).orElseThrow();
    StoredPromptSet promptSet = ledger.promptSets().find(found.promptSetId()).orElseThrow();
    InferenceEngine engine = engines.engineFor(model);
    if (!engine.model().version().id().equals(model.version().id())) {
      throw new IllegalStateException(
          "run %d needs model %s and was given %s"
              .formatted(runId, model.version().id(), engine.model().version().id()));
    }
    source.checkFolder(ledger.datasets().find(found.datasetId()).orElseThrow().root());
    Run running =
        ledger.inOwnTransaction(
            () -> {
              Run started = ledger.runs().start(runId, self, clock.instant());
              ledger.runs().refreshItems(runId);
              return started;
            });
    return new RunContext(running, promptSet, engine, self);
  }

  /**
   * Makes sure that a run is still in this process's hands.
   *
   * @throws StaleStateException where another process has taken it over
   */
  void requireHeld(long runId) {
    if (ledger.runs().ownedBy(self).stream().noneMatch(run -> run.id() == runId)) {
      throw new StaleStateException("run " + runId, "running here");
    }
  }

  /** Balances the books of a run whose job is over, and sets it to its end state. */
  Run close(long runId, BatchStatus status, Optional<Throwable> failure) {
    Instant now = clock.instant();
    return ledger.inOwnTransaction(
        () -> {
          ledger.workItems().releaseAll(runId, self);
          RunProgress progress = ledger.workItems().progress(runId, now, now);
          long unregistered = ledger.runs().countImagesWithoutItem(runId);
          RunEnd end =
              RunEnd.decide(status, failure.map(RunBooks::describe), progress, unregistered);
          return ledger.runs().end(runId, self, end.state(), end.reason(), now);
        });
  }

  /** Ends a run of this process that nothing works on, because its end could not be written. */
  Run abandon(Run run) {
    Instant now = clock.instant();
    return ledger.inOwnTransaction(
        () -> {
          ledger.workItems().releaseAll(run.id(), self);
          return ledger
              .runs()
              .end(
                  run.id(),
                  self,
                  RunState.STOPPED,
                  Optional.of("The database was not available when it ended."),
                  now);
        });
  }

  /**
   * Stops the runs of dead owners, gives their items back, and forgets the owners. Waits for
   * nobody: what a frozen owner has locked is left to a later call.
   */
  List<Run> takeOver(Liveness liveness) {
    Instant now = clock.instant();
    return ledger.inOwnTransaction(
        () -> {
          List<Run> stopped = ledger.runs().stopOrphans(liveness, now); // so no more claims
          ledger.workItems().releaseOrphans(liveness, now);
          ledger.processes().removeDead(liveness);
          return stopped;
        });
  }

  private static String describe(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof PluginException known) {
        return String.valueOf(known.getMessage());
      }
    }
    return DatabaseFailure.sqlState(failure) == null
        ? "Unexpected failure (%s); the log holds the details.".formatted(rootName(failure))
        : String.valueOf(DatabaseFailure.describe(failure).getMessage());
  }

  private static String rootName(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName();
  }
}

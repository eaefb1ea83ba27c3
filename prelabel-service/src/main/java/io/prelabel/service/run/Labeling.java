package io.prelabel.service.run;

import io.prelabel.batch.ingest.Ingest;
import io.prelabel.batch.ingest.IngestReport;
import io.prelabel.batch.prelabel.PrelabelRuns;
import io.prelabel.batch.support.Ledger;
import io.prelabel.db.dataset.Dataset;
import io.prelabel.db.model.StoredModel;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.Run;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.PromptSet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What people do, whether by command or by request: name a folder, say what they look for, start.
 * Thread-safe.
 */
public final class Labeling {
  private final Ledger ledger;
  private final Ingest ingest;
  private final PrelabelRuns runs;
  private final Optional<LoadedModel> model;
  private final Clock clock;

  public Labeling(
      Ledger ledger, Ingest ingest, PrelabelRuns runs, Optional<LoadedModel> model, Clock clock) {
    this.ledger = ledger;
    this.ingest = ingest;
    this.runs = runs;
    this.model = model;
    this.clock = clock;
  }

  /**
   * Returns the data set of this name, new or known.
   *
   * @param folder real path of the folder
   * @throws PluginException where the name stands for another folder
   */
  public Dataset dataset(String name, Path folder) {
    URI root = folder.toUri();
    Instant now = clock.instant();
    Dataset dataset =
        ledger
            .datasets()
            .add(name, root, now)
            .or(() -> ledger.datasets().findByName(name))
            .orElseThrow();
    if (!dataset.root().equals(root)) {
      throw PluginException.badInput(
          "The data set \"%s\" is the folder %s, not %s; choose another name."
              .formatted(name, Path.of(dataset.root()), folder));
    }
    return dataset;
  }

  /** Registers the pictures of a data set's folder, in the caller's thread. */
  public IngestReport ingest(Dataset dataset) {
    return ingest.run(dataset);
  }

  /** Stores a prompt set under a name, unless an equal one is there. */
  public StoredPromptSet promptSet(String name, PromptSet promptSet) {
    return ledger.promptSets().save(name, promptSet, clock.instant());
  }

  /**
   * Returns the unfinished run of these two and the loaded model, or a new one.
   *
   * @throws PluginException where no model is loaded
   */
  public Run run(long datasetId, long promptSetId) {
    LoadedModel loaded =
        model.orElseThrow(
            () ->
                new PluginException(
                    FailureCategory.UNAVAILABLE,
                    "No model is loaded; start the service with --checkpoint DIR."));
    Instant now = clock.instant();
    StoredModel stored = ledger.models().register(loaded.version(), loaded.checkpoint(), now);
    return ledger.runs().findOrCreate(datasetId, promptSetId, stored.id(), now);
  }

  /**
   * Starts or resumes a run.
   *
   * @return the run as it ends
   */
  public CompletableFuture<Run> start(long runId) {
    return runs.start(runId);
  }

  /**
   * Asks a run to stop.
   *
   * @return the run as it ends
   * @throws PluginException where this process does not work on it
   */
  public CompletableFuture<Run> stop(long runId) {
    return runs.stop(runId);
  }

  /** Returns whether this process works on a run. */
  public boolean isActive(long runId) {
    return runs.isActive(runId);
  }
}

package io.prelabel.service.run;

import io.prelabel.db.dataset.Dataset;
import io.prelabel.db.dataset.Datasets;
import io.prelabel.db.model.Models;
import io.prelabel.db.model.StoredModel;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.db.prompt.PromptSets;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.Runs;
import io.prelabel.service.export.RunContent;
import java.time.Clock;
import java.util.Optional;

/** The content of runs, for exports. Thread-safe. */
public final class RunContents {
  private final Runs runs;
  private final Datasets datasets;
  private final PromptSets promptSets;
  private final Models models;
  private final Predictions predictions;
  private final Clock clock;

  public RunContents(
      Runs runs,
      Datasets datasets,
      PromptSets promptSets,
      Models models,
      Predictions predictions,
      Clock clock) {
    this.runs = runs;
    this.datasets = datasets;
    this.promptSets = promptSets;
    this.models = models;
    this.predictions = predictions;
    this.clock = clock;
  }

  /** Returns the content of a run as it is stored when it is read. */
  public Optional<RunContent> of(long runId) {
    return runs.find(runId).map(run -> new StoredRunContent(summary(run), predictions));
  }

  private RunContent.Summary summary(Run run) {
    Dataset dataset = datasets.find(run.datasetId()).orElseThrow();
    StoredPromptSet promptSet = promptSets.find(run.promptSetId()).orElseThrow();
    StoredModel model = models.find(run.modelId()).orElseThrow();
    return new RunContent.Summary(
        run.id(),
        dataset.name(),
        model.version().id(),
        promptSet.version(),
        promptSet.promptSet(),
        clock.instant());
  }
}

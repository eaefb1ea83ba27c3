package io.prelabel.batch.prelabel;

import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.reuse.AnswerPlan;
import io.prelabel.db.prediction.AnswerVersions;
import io.prelabel.db.prediction.ImageAnswers;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.ClaimedItem;
import io.prelabel.db.run.Run;
import io.prelabel.plugin.model.Tiling;
import java.util.UUID;

/**
 * All that stays the same while a run is worked on.
 *
 * @param versions of what is asked, and of the model
 * @param owner this process
 */
record RunContext(
    Run run,
    StoredPromptSet promptSet,
    InferenceEngine engine,
    AnswerVersions versions,
    UUID owner) {
  RunContext(Run run, StoredPromptSet promptSet, InferenceEngine engine, UUID owner) {
    this(
        run, promptSet, engine, AnswerVersions.of(engine.model().version().id(), promptSet), owner);
  }

  /** Returns how finely each image is looked at. */
  Tiling tiling() {
    return promptSet.promptSet().tiling();
  }

  /** Returns the answers about an item in the form that is stored. */
  ImageAnswers answers(ClaimedItem item, AnswerPlan.Answers answers) {
    return new ImageAnswers(
        item.runId(), item.image().id(), answers.predictions(), answers.attributes(), versions);
  }
}

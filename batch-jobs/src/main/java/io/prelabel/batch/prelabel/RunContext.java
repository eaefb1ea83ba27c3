package io.prelabel.batch.prelabel;

import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.Run;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Questions;
import io.prelabel.plugin.model.Tiling;
import java.util.List;
import java.util.UUID;

/**
 * All that stays the same while a run is worked on.
 *
 * @param owner this process
 */
record RunContext(Run run, StoredPromptSet promptSet, InferenceEngine engine, UUID owner) {
  List<ClassPrompt> classes() {
    return promptSet.promptSet().classes();
  }

  /** Returns what is asked about each image at once. */
  Questions questions() {
    return promptSet.promptSet().questions();
  }

  /** Returns how finely each image is looked at. */
  Tiling tiling() {
    return promptSet.promptSet().tiling();
  }

  String modelVersion() {
    return engine.model().version().id();
  }
}

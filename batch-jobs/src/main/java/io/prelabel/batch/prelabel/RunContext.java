package io.prelabel.batch.prelabel;

import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.db.run.Run;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
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

  /** Returns the prompts of all classes, one after the other, as they are asked at once. */
  List<Prompt> allPrompts() {
    return classes().stream().flatMap(each -> each.prompts().stream()).toList();
  }

  String modelVersion() {
    return engine.model().version().id();
  }
}

package io.prelabel.db.prediction;

import io.prelabel.db.prompt.StoredPromptSet;
import io.prelabel.plugin.model.PromptSet;
import java.util.List;

/**
 * What answers are stored and found by; the same for all images of a run.
 *
 * @param model that answers
 * @param promptSet that asks
 * @param classes versions of what is asked for each class of the prompt set, in its order
 * @param attributes versions of what is asked for each attribute, in their order
 */
public record AnswerVersions(
    String model, String promptSet, List<String> classes, List<String> attributes) {
  public AnswerVersions {
    classes = List.copyOf(classes);
    attributes = List.copyOf(attributes);
  }

  /** Computes the versions of all that a prompt set asks of a model. */
  public static AnswerVersions of(String modelVersion, StoredPromptSet stored) {
    PromptSet set = stored.promptSet();
    return new AnswerVersions(
        modelVersion,
        stored.version(),
        set.classes().stream().map(set::questionVersion).toList(),
        set.attributes().stream().map(set::questionVersion).toList());
  }
}

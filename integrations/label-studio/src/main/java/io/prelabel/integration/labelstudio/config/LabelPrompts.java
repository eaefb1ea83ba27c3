package io.prelabel.integration.labelstudio.config;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Makes a class of a label. */
final class LabelPrompts {
  private LabelPrompts() {}

  /**
   * Returns the class: the words and the colour of the tag that is written to, else of the first
   * other tag that says something.
   *
   * @param chosen the way that it is written
   * @param all ways of the same label, {@code chosen} among them
   */
  static ClassPrompt of(LabelOutput chosen, List<LabelOutput> all) {
    List<ConfiguredLabel> labels =
        Stream.concat(Stream.of(chosen), all.stream()).map(LabelOutput::label).toList();
    List<String> words =
        labels.stream()
            .filter(each -> !each.predictedValues().isEmpty())
            .findFirst()
            .orElse(chosen.label())
            .words();
    double presence = chosen.scoreThreshold().orElse(ClassPrompt.DEFAULT_PRESENCE_THRESHOLD);
    return new ClassPrompt(
        chosen.label().value(),
        words.stream().map(Prompt::ofClass).toList(),
        ClassPrompt.DEFAULT_THRESHOLD,
        OptionalDouble.of(presence),
        0,
        false,
        labels.stream().map(ConfiguredLabel::colour).flatMap(Optional::stream).findFirst());
  }
}

package io.prelabel.integration.labelstudio.region;

import io.prelabel.integration.labelstudio.config.ResultTag;
import io.prelabel.plugin.model.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The classes that are present and become choices, by control. A control that takes one choice gets
 * the class with the highest score, the first of equals.
 */
final class ChosenAnswers {
  private final Map<ResultTag, List<ClassAnswer>> byControl = new LinkedHashMap<>();

  private ChosenAnswers() {}

  static ChosenAnswers of(List<ClassAnswer> answers) {
    ChosenAnswers chosen = new ChosenAnswers();
    answers.stream().filter(ChosenAnswers::isPresentChoice).forEach(chosen::add);
    return chosen;
  }

  private static boolean isPresentChoice(ClassAnswer answer) {
    return ResultWriter.isChoice(answer) && answer.prediction().outcome() == Outcome.PRESENT;
  }

  private void add(ClassAnswer answer) {
    List<ClassAnswer> made = byControl.computeIfAbsent(tag(answer), tag -> new ArrayList<>());
    made.add(answer);
    if (answer.output().single() && made.size() > 1) {
      made.sort(Comparator.comparingDouble(each -> -each.prediction().score()));
      made.remove(1);
    }
  }

  private static ResultTag tag(ClassAnswer answer) {
    return answer.output().tags().get(0);
  }

  /** Adds an entry per control; its score is that of the least sure choice. */
  void writeTo(RegionEntries entries) {
    byControl.forEach(
        (tag, made) ->
            entries.addChoices(
                RegionIds.ofChoices(tag.fromName()),
                tag,
                made.stream().map(each -> each.output().label().resultName()).toList(),
                made.stream().mapToDouble(each -> each.prediction().score()).min().orElse(0)));
  }

  WrittenClass written(ClassAnswer answer) {
    boolean made = byControl.getOrDefault(tag(answer), List.of()).contains(answer);
    boolean leftOut = !made && isPresentChoice(answer);
    return new WrittenClass(
        answer.className(), made ? 1 : 0, leftOut ? 1 : 0, OptionalDouble.empty());
  }
}

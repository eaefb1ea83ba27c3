package io.prelabel.plugin.model;

import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.MaskCut;
import io.prelabel.plugin.mask.QuantizedLogits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Puts the answers to a class's prompts together. */
final class AnswerMerge {
  private AnswerMerge() {}

  /** Returns the maximum of the logits, or empty where every prompt was ruled out. */
  static Optional<QuantizedLogits> logits(ClassPrompt classPrompt, List<PromptAnswer> answers) {
    if (!answers.stream().map(PromptAnswer::prompt).toList().equals(classPrompt.prompts())) {
      throw new IllegalArgumentException(
          "class \"%s\": the answers are not those to its prompts".formatted(classPrompt.name()));
    }
    return answers.stream()
        .flatMap(answer -> answer.logits().stream())
        .reduce(AnswerMerge::maximum)
        .map(QuantizedLogits::of);
  }

  private static LogitGrid maximum(LogitGrid a, LogitGrid b) {
    if (a.rows() != b.rows() || a.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "grids of two shapes for one picture: %d x %d and %d x %d"
              .formatted(a.rows(), a.columns(), b.rows(), b.columns()));
    }
    float[] values = new float[a.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(a.values()[i], b.values()[i]);
    }
    return new LogitGrid(a.rows(), a.columns(), values);
  }

  static OptionalDouble presence(List<PromptAnswer> answers) {
    return ClassPrompt.presence(answers.stream().map(PromptAnswer::presence).toList());
  }

  static List<PromptScore> scores(ClassPrompt classPrompt, List<PromptAnswer> answers) {
    double threshold = MaskCut.logit(classPrompt.threshold());
    return answers.stream().map(answer -> score(answer, threshold)).toList();
  }

  private static PromptScore score(PromptAnswer answer, double threshold) {
    OptionalDouble maskScore =
        answer.logits().stream()
            .mapToDouble(grid -> QuantizedLogits.of(grid).meanProbabilityAbove(threshold))
            .findFirst();
    return new PromptScore(answer.prompt(), answer.presence(), maskScore);
  }
}

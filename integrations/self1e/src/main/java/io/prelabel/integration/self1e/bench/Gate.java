package io.prelabel.integration.self1e.bench;

import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.Questions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Puts a gate in front of prompts that lets a wanted number of them pass. What is in a picture is
 * arbitrary where weights are random; so the scores are learned first, and each prompt gets a
 * threshold on the side of its own score that is wanted.
 */
final class Gate {
  private Gate() {}

  /** Asks whether the things are there, and for no mask. */
  static Questions closed(List<Prompt> prompts) {
    return questions(prompts, i -> 1);
  }

  /**
   * Lets those with the highest scores pass.
   *
   * @param answers to {@link #closed}
   * @param passing how many
   */
  static Questions open(List<PromptAnswer> answers, int passing) {
    double[] scores = answers.stream().mapToDouble(each -> each.presence().orElseThrow()).toArray();
    Set<Integer> best = new HashSet<>();
    IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparing(i -> -scores[i]))
        .limit(passing)
        .forEach(best::add);
    return questions(
        answers.stream().map(PromptAnswer::prompt).toList(),
        i -> best.contains(i) ? scores[i] / 2 : (1 + scores[i]) / 2);
  }

  private static Questions questions(List<Prompt> prompts, IntToDoubleFunction threshold) {
    List<AskedPrompt> asked = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      asked.add(new AskedPrompt(prompts.get(i), OptionalDouble.of(threshold.applyAsDouble(i))));
    }
    return new Questions(asked, List.of(), List.of());
  }
}

package io.prelabel.integration.self1e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.Questions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final double[] SCORES = {0.5, 0.999999, 0.5, 1e-9, 0.5001};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9})
  void asManyPassAsWanted_equalScoresIncluded(int passing) {
    Questions questions = Gate.open(answers(), passing);
    int passed = 0;
    for (int i = 0; i < SCORES.length; i++) {
      AskedPrompt asked = questions.prompts().get(i);
      passed += SCORES[i] >= asked.presenceThreshold().orElseThrow() ? 1 : 0;
    }
    assertThat(passed).isEqualTo(Math.min(passing, SCORES.length));
    assertThat(questions.prompts())
        .extracting(e -> e.prompt().text())
        .containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void closedGate_asksAndLetsNothingPass() {
    Questions questions = Gate.closed(List.of(Prompt.ofClass("a")));
    assertThat(questions.prompts().get(0).presenceThreshold()).hasValue(1);
  }

  private static List<PromptAnswer> answers() {
    return IntStream.range(0, SCORES.length)
        .mapToObj(
            i ->
                new PromptAnswer(
                    Prompt.ofClass("" + i), OptionalDouble.of(SCORES[i]), Optional.empty()))
        .toList();
  }
}

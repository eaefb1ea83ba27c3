package io.prelabel.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.model.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerSummaryTest {
  @Test
  void lines_countOutcomesAndAnswers() {
    Map<String, Long> light = new LinkedHashMap<>();
    light.put("night", 10L);
    light.put("day", 14L);
    assertThat(
            AnswerSummary.lines(
                Map.of(Outcome.PRESENT, 80L, Outcome.ABSENT, 90L, Outcome.BELOW_THRESHOLD, 22L),
                Map.of("light", light)))
        .containsExactly(
            "192 pairs of image and class: 80 present, 90 absent, 0 empty, 22 below threshold.",
            "light: night 10, day 14");
  }

  @Test
  void lines_whereNothingWasAnswered_areNone() {
    assertThat(AnswerSummary.lines(Map.of(), Map.of())).isEmpty();
  }
}

package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.Stage;
import io.prelabel.integration.self1e.bench.StageTimes.Spent;
import io.prelabel.plugin.model.PromptAnswer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One answered request about one picture.
 *
 * @param nanos of the engine, from question to answer
 * @param answers one per prompt
 * @param stages what the engine spent in each
 */
record Sample(long nanos, List<PromptAnswer> answers, Map<Stage, Spent> stages)
    implements Rounds.Timed {
  /** Returns the time in some stages together. */
  long nanosIn(Stage... which) {
    return Arrays.stream(which).mapToLong(stage -> spent(stage).nanos()).sum();
  }

  Spent spent(Stage stage) {
    return stages.getOrDefault(stage, Spent.NOTHING);
  }

  /** Returns the answers that came with a mask. */
  List<PromptAnswer> masks() {
    return answers.stream().filter(each -> each.logits().isPresent()).toList();
  }
}

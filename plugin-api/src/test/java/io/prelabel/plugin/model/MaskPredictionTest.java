package io.prelabel.plugin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.QuantizedLogits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MaskPredictionTest {
  private static final PictureSize SIZE = new PictureSize(4, 1);
  private static final Prompt CAT = Prompt.ofClass("cat");
  private static final Prompt PUSS = Prompt.ofClass("puss");

  @Test
  void severalPromptsAreCombinedByTheMaximumOfTheirLogits() {
    MaskPrediction prediction =
        MaskPrediction.of(
            cats(0.5, 0, false, CAT, PUSS),
            List.of(
                answer(CAT, OptionalDouble.of(0.4), 5, -3, -3, -3),
                answer(PUSS, OptionalDouble.of(0.9), -5, -3, 2, -3)),
            SIZE);

    assertThat(prediction.outcome()).isEqualTo(Outcome.PRESENT);
    assertThat(prediction.mask()).isEqualTo(Mask.ofRuns(4, 1, 0, 1, 1, 1, 1));
    assertThat(prediction.presence()).hasValue(0.9);
    assertThat(prediction.maskScore()).isCloseTo((0.9933 + 0.8808) / 2, within(0.01));
    assertThat(prediction.score()).isEqualTo(prediction.maskScore() * 0.9);
    assertThat(prediction.promptScores())
        .extracting(PromptScore::prompt)
        .containsExactly(CAT, PUSS);
    assertThat(prediction.promptScores().get(1).maskScore().orElseThrow())
        .isCloseTo(0.88, within(0.01));
  }

  @Test
  void theFourOutcomesStayFour() {
    assertThat(outcome(0.5, 0, 3, -1, -1, -1)).isEqualTo(Outcome.PRESENT);
    assertThat(outcome(0.99, 0, 3, -1, -1, -1)).isEqualTo(Outcome.BELOW_THRESHOLD);
    assertThat(outcome(0.5, 2, 3, -1, -1, -1)).isEqualTo(Outcome.BELOW_THRESHOLD);
    assertThat(outcome(0.1, 3, -1, -1, -4, -4)).isEqualTo(Outcome.BELOW_THRESHOLD);
    assertThat(outcome(0.5, 0, -3, -1, -1, -1)).isEqualTo(Outcome.EMPTY);
    assertThat(outcome(0.5, 0)).isEqualTo(Outcome.ABSENT);
  }

  @Test
  void absentHasNeitherMaskNorLogits() {
    PromptAnswer no = new PromptAnswer(CAT, OptionalDouble.of(0.02), Optional.empty());
    MaskPrediction absent = MaskPrediction.of(cats(0.5, 0, false, CAT), List.of(no), SIZE);

    assertThat(absent.mask()).isEqualTo(Mask.empty(4, 1));
    assertThat(absent.logits()).isEmpty();
    assertThat(absent.score()).isZero();
    assertThat(absent.presence()).hasValue(0.02);
    assertThat(absent.recut(0.1, 0).outcome()).isEqualTo(Outcome.ABSENT);
  }

  @Test
  void aPresenceBelowTheThreshold_rulesOutWhatHasLogits_untilItIsLowered() {
    List<PromptAnswer> answers = List.of(answer(CAT, OptionalDouble.of(0.4), 1, 1, -1, -1));

    MaskPrediction ruledOut = MaskPrediction.of(gated(0.41), answers, SIZE);
    MaskPrediction lowered = MaskPrediction.of(gated(0.4), answers, SIZE);

    assertThat(ruledOut.outcome()).isEqualTo(Outcome.ABSENT);
    assertThat(ruledOut.mask().isEmpty()).isTrue();
    assertThat(ruledOut.logits()).isPresent();
    assertThat(lowered.outcome()).isEqualTo(Outcome.PRESENT);
    assertThat(lowered.mask().area()).isEqualTo(2);
  }

  @Test
  void aClassWithAnInstruction_isNotAbsent_whateverItsOtherPromptsPresence() {
    Prompt instruction = new Prompt("Find the cats.", PromptKind.INSTRUCTION);
    ClassPrompt both =
        new ClassPrompt(
            "cat",
            List.of(CAT, instruction),
            0.5,
            OptionalDouble.of(0.5),
            0,
            false,
            Optional.empty());

    MaskPrediction prediction =
        MaskPrediction.of(
            both,
            List.of(
                new PromptAnswer(CAT, OptionalDouble.of(0.1), Optional.empty()),
                answer(instruction, OptionalDouble.empty(), 1, 1, -1, -1)),
            SIZE);

    assertThat(prediction.outcome()).isEqualTo(Outcome.PRESENT);
    assertThat(prediction.presence()).isEmpty();
    assertThat(prediction.score()).isEqualTo(prediction.maskScore());
  }

  @Test
  void aPromptThatWasRuledOutLeavesTheOthersTheirSay() {
    MaskPrediction prediction =
        MaskPrediction.of(
            cats(0.5, 0, false, CAT, PUSS),
            List.of(
                new PromptAnswer(CAT, OptionalDouble.of(0.01), Optional.empty()),
                answer(PUSS, OptionalDouble.of(0.8), 1, 1, -1, -1)),
            SIZE);
    assertThat(prediction.mask().area()).isEqualTo(2);
    assertThat(prediction.promptScores().get(0).maskScore()).isEmpty();
  }

  @Test
  void recut_atTheSameThreshold_givesTheSamePrediction() {
    MaskPrediction prediction = predict(cats(0.3, 1, true, CAT), 3, -0.5f, -2, 1);
    MaskPrediction there = prediction.recut(0.9, 0);
    assertThat(there.mask()).isNotEqualTo(prediction.mask());
    assertThat(there.recut(0.3, 1)).isEqualTo(prediction);
    assertThat(there.classPrompt().threshold()).isEqualTo(0.9);
  }

  @Test
  void cut_fromStoredBytes_givesTheSamePrediction() {
    MaskPrediction prediction = predict(cats(0.3, 1, true, CAT), 3, -0.5f, -2, 1);
    QuantizedLogits logits = prediction.logits().orElseThrow();
    QuantizedLogits stored =
        QuantizedLogits.fromBytes(
            logits.rows(), logits.columns(), logits.limit(), logits.toBytes());
    assertThat(
            MaskPrediction.cut(
                prediction.classPrompt(),
                SIZE,
                Optional.of(stored),
                prediction.presence(),
                prediction.promptScores()))
        .isEqualTo(prediction);
  }

  @Test
  void minimumAreaDropsSmallPartsOnlyWhereTheClassIsSplit() {
    float[] logits = {3, 3, -3, 3};
    MaskPrediction whole = predict(cats(0.5, 2, false, CAT), logits);
    MaskPrediction split = predict(cats(0.5, 2, true, CAT), logits);

    assertThat(whole.parts()).containsExactly(Mask.ofRuns(4, 1, 0, 2, 1, 1));
    assertThat(split.parts()).containsExactly(Mask.ofRuns(4, 1, 0, 2, 2));
    assertThat(predict(cats(0.5, 0, true, CAT), logits).parts()).hasSize(2);
    assertThat(predict(cats(0.5, 4, false, CAT), logits).parts()).isEmpty();
  }

  @Test
  void answersToOtherPromptsAreRefused() {
    assertThatThrownBy(
            () ->
                MaskPrediction.of(
                    cats(0.5, 0, false, CAT, PUSS),
                    List.of(answer(PUSS, OptionalDouble.empty(), 1, 1, 1, 1)),
                    SIZE))
        .hasMessageContaining("not those to its prompts");
  }

  private static Outcome outcome(double threshold, int minimumArea, float... logits) {
    return predict(cats(threshold, minimumArea, false, CAT), logits).outcome();
  }

  private static MaskPrediction predict(ClassPrompt classPrompt, float... logits) {
    return MaskPrediction.of(
        classPrompt, List.of(answer(CAT, OptionalDouble.empty(), logits)), SIZE);
  }

  private static ClassPrompt cats(
      double threshold, int minimumArea, boolean split, Prompt... prompts) {
    return new ClassPrompt(
        "cat",
        List.of(prompts),
        threshold,
        OptionalDouble.empty(),
        minimumArea,
        split,
        Optional.empty());
  }

  private static ClassPrompt gated(double presenceThreshold) {
    return new ClassPrompt(
        "cat", List.of(CAT), 0.5, OptionalDouble.of(presenceThreshold), 0, false, Optional.empty());
  }

  private static PromptAnswer answer(Prompt prompt, OptionalDouble presence, float... logits) {
    Optional<LogitGrid> grid =
        logits.length == 0
            ? Optional.empty()
            : Optional.of(new LogitGrid(1, logits.length, logits));
    return new PromptAnswer(prompt, presence, grid);
  }
}

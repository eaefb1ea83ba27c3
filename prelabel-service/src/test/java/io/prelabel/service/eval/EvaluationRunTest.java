package io.prelabel.service.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.eval.EvaluationResult.Unread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers are those of {@link PaintedExample}, worked out by hand. */
class EvaluationRunTest {
  @TempDir private Path folder;
  private PaintedExample example;

  @BeforeEach
  void paint() throws IOException {
    example = new PaintedExample(folder);
  }

  @AfterEach
  void close() {
    example.close();
  }

  @Test
  void figures_areThoseByHand() throws InterruptedException {
    EvaluationResult result = example.run();

    assertThat(result.ungated().pairs()).isEqualTo(5);
    assertThat(result.ungated().gIou().orElseThrow())
        .isCloseTo((.5 + 0 + .5 + 1 + 1) / 5, nearly());
    assertThat(result.ungated().cIou().orElseThrow()).isCloseTo(8 / 16.0, nearly());
    assertThat(result.ungated().meanIouThere().orElseThrow()).isCloseTo(2 / 3.0, nearly());
    assertThat(result.asSet().gIou().orElseThrow()).isCloseTo((.5 + 1 + 0 + 1 + 1) / 5, nearly());
    assertThat(result.asSet().cIou().orElseThrow()).isCloseTo(6 / 12.0, nearly());
    assertThat(result.asSet().meanIouThere().orElseThrow()).isCloseTo(1.5 / 3, nearly());
    assertThat(result.asSet().there()).isEqualTo(3);
    // Said: a cat, b dog. Not said: b cat. Rightly not: a dog, c cat (asked: yes; no pixel).
    assertThat(result.outcome()).isEqualTo(new Confusion(2, 0, 1, 2));
    assertThat(result.question()).contains(new Confusion(2, 1, 1, 1));
  }

  @Test
  void figuresOfAClass_andItsThresholds() throws InterruptedException {
    ClassResult cat = example.run().classes().get(0);

    assertThat(cat.name()).isEqualTo("cat");
    assertThat(cat.asSet().meanIouThere().orElseThrow()).isCloseTo(0.25, nearly());
    // b's second pixel has the probability 0.29: cut at 0.3 or above it is lost, below it is found.
    ThresholdAdvice cut = cat.mask().orElseThrow().advice();
    assertThat(cut.current().value()).isCloseTo(0.5, nearly());
    assertThat(cut.best().value()).isCloseTo((0.5 + 1) / 2, nearly());
    assertThat(cut.best().threshold()).isBetween(0.02, 0.25);
    // At 0.5: a found, b missed, c wrong. Below b's 0.2 all is said: F1 2*2 / (2*2 + 1).
    ThresholdAdvice gate = cat.presence().orElseThrow().advice();
    assertThat(gate.current().value()).isCloseTo(2 / 4.0, nearly());
    assertThat(gate.best().value()).isCloseTo(4 / 5.0, nearly());
    assertThat(gate.best().threshold()).isLessThanOrEqualTo(0.2);
  }

  @Test
  void nothingIsLeftOutInSilence() throws InterruptedException {
    EvaluationResult.Coverage coverage = example.run().coverage();

    assertThat(coverage.compared()).isEqualTo(3);
    assertThat(coverage.undecided()).isEqualTo(1);
    assertThat(coverage.onlyInTruth()).containsExactly("owl");
    assertThat(coverage.onlyInPrompts()).containsExactly("fox");
    assertThat(coverage.unread())
        .containsExactly(
            new Unread("gone.png", "not in the folder of pictures"),
            new Unread("wide.png", "the truth is for a picture of 5 x 2, and this one shows 4 x 2"),
            new Unread("../secret.png", "not in the folder of pictures"));
  }

  @Test
  void pictureOutsideTheFolder_isNotRead() throws Exception {
    example.paint("../secret.png", "....", 0.8, "....", 0.8);
    assertThat(example.run().coverage().unread().get(2).reason())
        .isEqualTo("outside the folders that may be read");
  }

  @Test
  void worstCases_beginWithWhatWasMissed() throws InterruptedException {
    WorstCases worst = example.run().worst();

    assertThat(worst.illFitting()).extracting(WorstCase::fileName).startsWith("b.png", "a.png");
    assertThat(worst.illFitting().get(0).outcome()).isEqualTo(Outcome.ABSENT);
    assertThat(worst.invented()).isEmpty();
  }

  @Test
  void noClassInCommon_isSaidBeforeAnythingIsAsked() {
    PromptSet owls = PromptSet.of(List.of(ClassPrompt.named("uhu")));
    assertThatThrownBy(() -> example.run(owls))
        .hasMessage(
            "No class is in both: the truth has cat, dog, owl, the prompts have uhu; name the classes of the prompts as the truth does.");
  }

  private static Offset<Double> nearly() {
    return within(1e-12);
  }
}

package io.prelabel.plugin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptSetTest {
  private static final List<Prompt> PROMPTS =
      List.of(Prompt.ofClass("cat"), Prompt.ofClass("puss"));
  private static final ClassPrompt CAT =
      new ClassPrompt("cat", PROMPTS, 0.5, 10, true, Optional.of("#ff8800"));

  static Stream<PromptSet> setsThatAnswerDifferently() {
    return Stream.of(
        set(new ClassPrompt("Cat", PROMPTS, 0.5, 10, true, CAT.colour())),
        set(new ClassPrompt("cat", PROMPTS.subList(0, 1), 0.5, 10, true, CAT.colour())),
        set(new ClassPrompt("cat", prompts("puss", "cat"), 0.5, 10, true, CAT.colour())),
        set(
            new ClassPrompt(
                "cat",
                List.of(PROMPTS.get(0), new Prompt("puss", PromptKind.INSTRUCTION)),
                0.5,
                10,
                true,
                CAT.colour())),
        set(new ClassPrompt("cat", PROMPTS, 0.51, 10, true, CAT.colour())),
        set(new ClassPrompt("cat", PROMPTS, 0.5, 11, true, CAT.colour())),
        set(new ClassPrompt("cat", PROMPTS, 0.5, 10, false, CAT.colour())),
        set(CAT, ClassPrompt.named("dog")));
  }

  @ParameterizedTest
  @MethodSource("setsThatAnswerDifferently")
  void version_changesWithAllThatChangesAnswers(PromptSet other) {
    assertThat(other.version()).isNotEqualTo(set(CAT).version());
  }

  @Test
  void version_doesNotChangeWithTheColour() {
    ClassPrompt plain = new ClassPrompt("cat", PROMPTS, 0.5, 10, true, Optional.empty());
    assertThat(set(plain).version()).isEqualTo(set(CAT).version());
  }

  /** Stored in databases: a change here makes every old run look like another prompt set. */
  @Test
  void version_isPinned() {
    assertThat(set(CAT).version()).isEqualTo("ps-62b73db3dd53bf41");
  }

  @Test
  void version_tellsApartContentsThatWouldSpellTheSameWords() {
    ClassPrompt one = ClassPrompt.named("a");
    ClassPrompt both =
        new ClassPrompt("a", prompts("a", "CLASS:1:b"), 0.5, 0, false, Optional.empty());
    ClassPrompt other = new ClassPrompt("a", prompts("a", "b"), 0.5, 0, false, Optional.empty());
    assertThat(Stream.of(one, both, other).map(each -> set(each).version()))
        .doesNotHaveDuplicates();
  }

  @Test
  void orderOfClassesIsKeptAndIsAnotherVersion() {
    ClassPrompt dog = ClassPrompt.named("dog");
    assertThat(set(CAT, dog).classes()).containsExactly(CAT, dog);
    assertThat(set(CAT, dog).version()).isNotEqualTo(set(dog, CAT).version());
  }

  @Test
  void setsWithoutClassesOrWithTwoOfAName_areRefused() {
    assertThatThrownBy(() -> set()).hasMessage("a prompt set needs at least one class");
    assertThatThrownBy(() -> set(CAT, ClassPrompt.named(" cat ")))
        .hasMessage("two classes are named \"cat\"");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.2, 1.5, Double.NaN})
  void thresholdsThatAreNoProbabilityAreRefused(double threshold) {
    assertThatThrownBy(() -> CAT.with(threshold, 0))
        .hasMessageContaining("class \"cat\": threshold");
  }

  @Test
  void classesThatMakeNoSenseAreRefusedByName() {
    assertThatThrownBy(() -> ClassPrompt.named(" \t")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ClassPrompt("x", List.of(), 0.5, 0, false, Optional.empty()))
        .hasMessage("class \"x\" has no prompt");
    assertThatThrownBy(() -> CAT.with(0.5, -1))
        .hasMessage("class \"cat\": minimum area -1 is negative");
    assertThatThrownBy(() -> new ClassPrompt("x", PROMPTS, 0.5, 0, false, Optional.of("orange")))
        .hasMessage("class \"x\": colour orange is not of the form #rrggbb");
  }

  @Test
  void promptsAreStrippedAndNeverEmpty() {
    assertThat(Prompt.ofClass("  the left door\n").text()).isEqualTo("the left door");
    assertThatThrownBy(() -> Prompt.ofClass(" \n ")).hasMessage("a prompt needs words");
  }

  @Test
  void named_asksTheClassByItsName() {
    assertThat(ClassPrompt.named("car"))
        .isEqualTo(new ClassPrompt("car", prompts("car"), 0.5, 0, false, Optional.empty()));
  }

  private static PromptSet set(ClassPrompt... classes) {
    return new PromptSet(List.of(classes));
  }

  private static List<Prompt> prompts(String... texts) {
    return Arrays.stream(texts).map(Prompt::ofClass).toList();
  }
}

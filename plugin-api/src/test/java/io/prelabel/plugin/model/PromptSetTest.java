package io.prelabel.plugin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptSetTest {
  private static final List<Prompt> PROMPTS =
      List.of(Prompt.ofClass("cat"), Prompt.ofClass("puss"));
  private static final ClassPrompt CAT =
      new ClassPrompt(
          "cat", PROMPTS, 0.5, OptionalDouble.empty(), 10, true, Optional.of("#ff8800"));
  private static final Attribute LIGHT =
      new Attribute("light", "Is it day or night?", List.of("day", "night"));
  private static final PromptTemplate SHORT =
      new PromptTemplate(PromptKind.CLASS, "Please segment the {text}.", "Sure, [SEG].");

  static Stream<PromptSet> setsThatAnswerDifferently() {
    return Stream.of(
        set(new ClassPrompt("Cat", PROMPTS, 0.5, OptionalDouble.empty(), 10, true, CAT.colour())),
        set(
            new ClassPrompt(
                "cat", PROMPTS.subList(0, 1), 0.5, OptionalDouble.empty(), 10, true, CAT.colour())),
        set(
            new ClassPrompt(
                "cat",
                prompts("puss", "cat"),
                0.5,
                OptionalDouble.empty(),
                10,
                true,
                CAT.colour())),
        set(
            new ClassPrompt(
                "cat",
                List.of(PROMPTS.get(0), new Prompt("puss", PromptKind.INSTRUCTION)),
                0.5,
                OptionalDouble.empty(),
                10,
                true,
                CAT.colour())),
        set(new ClassPrompt("cat", PROMPTS, 0.51, OptionalDouble.empty(), 10, true, CAT.colour())),
        set(new ClassPrompt("cat", PROMPTS, 0.5, OptionalDouble.empty(), 11, true, CAT.colour())),
        set(new ClassPrompt("cat", PROMPTS, 0.5, OptionalDouble.empty(), 10, false, CAT.colour())),
        set(CAT, ClassPrompt.named("dog")),
        set(new ClassPrompt("cat", PROMPTS, 0.5, OptionalDouble.of(0.5), 10, true, CAT.colour())),
        new PromptSet(List.of(CAT), List.of(LIGHT), List.of(), Tiling.ONE),
        new PromptSet(List.of(CAT), List.of(), List.of(SHORT), Tiling.ONE),
        new PromptSet(List.of(CAT), List.of(), List.of(), Tiling.atMost(4)),
        new PromptSet(List.of(CAT), List.of(), List.of(), Tiling.AUTO));
  }

  @ParameterizedTest
  @MethodSource("setsThatAnswerDifferently")
  void version_changesWithAllThatChangesAnswers(PromptSet other) {
    assertThat(other.version()).isNotEqualTo(set(CAT).version());
  }

  @Test
  void version_doesNotChangeWithTheColour() {
    ClassPrompt plain =
        new ClassPrompt("cat", PROMPTS, 0.5, OptionalDouble.empty(), 10, true, Optional.empty());
    assertThat(set(plain).version()).isEqualTo(set(CAT).version());
  }

  /** Stored in databases: a change here makes every old run look like another prompt set. */
  @Test
  void version_isPinned() {
    assertThat(set(CAT).version()).isEqualTo("ps-f5077d139641f94c");
  }

  @Test
  void questionVersion_isThatOfWhatTheModelIsAskedAlone() {
    ClassPrompt other =
        new ClassPrompt("other", PROMPTS, 0.9, OptionalDouble.of(0.2), 0, false, Optional.empty());
    assertThat(set(CAT).questionVersion(other)).isEqualTo(set(CAT).questionVersion(CAT));
    assertThat(set(CAT, other).questionVersion(CAT)).isEqualTo(set(CAT).questionVersion(CAT));
    PromptTemplate whole = new PromptTemplate(PromptKind.INSTRUCTION, "{text}", "[SEG].");
    assertThat(asking(List.of(whole), Tiling.ONE).questionVersion(CAT))
        .as("in a template that none of its prompts is put in")
        .isEqualTo(set(CAT).questionVersion(CAT));
    Attribute renamed = new Attribute("daylight", LIGHT.question(), LIGHT.answers());
    assertThat(set(CAT).questionVersion(renamed)).isEqualTo(set(CAT).questionVersion(LIGHT));
  }

  @Test
  void questionVersion_changesWithWhatTheModelIsAsked() {
    ClassPrompt fewer =
        new ClassPrompt(
            "cat", prompts("cat"), 0.5, OptionalDouble.empty(), 0, false, Optional.empty());
    Attribute otherAnswers = new Attribute("light", LIGHT.question(), List.of("night", "day"));
    assertThat(
            List.of(
                set(CAT).questionVersion(CAT),
                set(CAT).questionVersion(fewer),
                asking(List.of(SHORT), Tiling.ONE).questionVersion(CAT),
                asking(List.of(), Tiling.AUTO).questionVersion(CAT),
                set(CAT).questionVersion(LIGHT),
                set(CAT).questionVersion(otherAnswers),
                asking(List.of(), Tiling.AUTO).questionVersion(LIGHT)))
        .doesNotHaveDuplicates();
  }

  /** Stored in databases: a change here makes every stored answer one to another question. */
  @Test
  void questionVersion_isPinned() {
    assertThat(set(CAT).questionVersion(CAT)).isEqualTo("q-371ac74e8b65b41f");
    assertThat(asking(List.of(SHORT), Tiling.atMost(4)).questionVersion(CAT))
        .isEqualTo("q-27925dd940e7a90c");
    assertThat(set(CAT).questionVersion(LIGHT)).isEqualTo("q-56fef3e85cbfba30");
  }

  private static PromptSet asking(List<PromptTemplate> templates, Tiling tiling) {
    return new PromptSet(List.of(CAT), List.of(LIGHT), templates, tiling);
  }

  @Test
  void version_tellsApartContentsThatWouldSpellTheSameWords() {
    ClassPrompt one = ClassPrompt.named("a");
    ClassPrompt both =
        new ClassPrompt(
            "a",
            prompts("a", "CLASS:1:b"),
            0.5,
            OptionalDouble.empty(),
            0,
            false,
            Optional.empty());
    ClassPrompt other =
        new ClassPrompt(
            "a", prompts("a", "b"), 0.5, OptionalDouble.empty(), 0, false, Optional.empty());
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
    assertThatThrownBy(
            () ->
                new ClassPrompt(
                    "x", List.of(), 0.5, OptionalDouble.empty(), 0, false, Optional.empty()))
        .hasMessage("class \"x\" has no prompt");
    assertThatThrownBy(() -> CAT.with(0.5, -1))
        .hasMessage("class \"cat\": minimum area -1 is negative");
    assertThatThrownBy(
            () ->
                new ClassPrompt(
                    "x", PROMPTS, 0.5, OptionalDouble.empty(), 0, false, Optional.of("orange")))
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
        .isEqualTo(
            new ClassPrompt(
                "car", prompts("car"), 0.5, OptionalDouble.of(0.5), 0, false, Optional.empty()));
  }

  @Test
  void questions_areThePromptsOfAllClassesWithTheirGates() {
    Prompt instruction = new Prompt("Find what could fall.", PromptKind.INSTRUCTION);
    ClassPrompt risky =
        new ClassPrompt(
            "risky",
            List.of(Prompt.ofClass("tower"), instruction),
            0.5,
            OptionalDouble.of(0.3),
            0,
            false,
            Optional.empty());

    Questions asked =
        new PromptSet(List.of(risky, CAT), List.of(LIGHT), List.of(SHORT), Tiling.ONE).questions();

    assertThat(asked.prompts())
        .containsExactly(
            new AskedPrompt(Prompt.ofClass("tower"), OptionalDouble.of(0.3)),
            new AskedPrompt(instruction, OptionalDouble.empty()),
            new AskedPrompt(PROMPTS.get(0), OptionalDouble.empty()),
            new AskedPrompt(PROMPTS.get(1), OptionalDouble.empty()));
    assertThat(asked.templates()).containsExactly(SHORT);
    assertThat(asked.attributes()).containsExactly(LIGHT);
  }

  @Test
  void templatesAttributesAndTilesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> new PromptTemplate(PromptKind.CLASS, "Segment it.", "[SEG]."))
        .hasMessage("the template \"Segment it.\" must hold {text} once");
    assertThatThrownBy(() -> new PromptTemplate(PromptKind.CLASS, "{text} {text}", "[SEG]."))
        .hasMessageContaining("once");
    assertThatThrownBy(() -> new PromptTemplate(PromptKind.CLASS, "{text}", " "))
        .hasMessageContaining("has no answer");
    assertThatThrownBy(() -> new Attribute("light", "Day or night?", List.of("day")))
        .hasMessageContaining("at least two answers");
    assertThatThrownBy(() -> new Attribute("light", "Day or night?", List.of("day", " day")))
        .hasMessageContaining("the same answer twice");
    assertThatThrownBy(() -> new AttributeAnswer(LIGHT, List.of(0.7, 0.7)))
        .hasMessageContaining("not the shares of 2 answers");
    assertThatThrownBy(() -> Tiling.atMost(13)).hasMessageContaining("from 1 to 12");
    assertThatThrownBy(
            () -> new PromptSet(List.of(CAT), List.of(LIGHT, LIGHT), List.of(), Tiling.ONE))
        .hasMessage("two attributes are named \"light\"");
  }

  @Test
  void bestAnswer_isTheLargestShare() {
    assertThat(new AttributeAnswer(LIGHT, List.of(0.2, 0.8)).best()).isEqualTo("night");
  }

  private static PromptSet set(ClassPrompt... classes) {
    return PromptSet.of(List.of(classes));
  }

  private static List<Prompt> prompts(String... texts) {
    return Arrays.stream(texts).map(Prompt::ofClass).toList();
  }
}

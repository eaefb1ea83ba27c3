package io.prelabel.service.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.PromptTemplate;
import io.prelabel.plugin.model.Tiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFileTest {
  private static final String A_CLASS = "\nclasses: [{name: a, prompts: [b]}]";
  private static final String FULL =
      """
      # what we look for
      presence: 0.3
      tiles: auto
      templates:
        - {question: "Please segment the {text} in this image.", answer: "Sure, [SEG]."}
        - question: "{text} Please output segmentation mask."
          answer: "[SEG]."
          kind: instruction
      attributes:
        - name: light
          question: Is it day or night?
          answers: [day, night]
      classes:
        - name: cup
          prompts: [cup, "a mug, or a \\u00e9 beaker"]
          threshold: 0.35
          minimum_area: 64
          split: true
          colour: "#FF8800"
        - name: danger
          prompts:
            - text: Find what could fall over.
              kind: instruction
            - {text: wobbly thing, kind: class}
          presence: off
      """;

  @Test
  void parse_readsEveryKeyOfAClass() {
    assertThat(PromptFile.parse("p.yaml", FULL).classes())
        .containsExactly(
            new ClassPrompt(
                "cup",
                List.of(Prompt.ofClass("cup"), Prompt.ofClass("a mug, or a é beaker")),
                0.35,
                OptionalDouble.of(0.3),
                64,
                true,
                Optional.of("#ff8800")),
            new ClassPrompt(
                "danger",
                List.of(
                    new Prompt("Find what could fall over.", PromptKind.INSTRUCTION),
                    Prompt.ofClass("wobbly thing")),
                ClassPrompt.DEFAULT_THRESHOLD,
                OptionalDouble.empty(),
                0,
                false,
                Optional.empty()));
  }

  @Test
  void parse_readsWhatHoldsForAllClasses() {
    PromptSet set = PromptFile.parse("p.yaml", FULL);
    assertThat(set.tiling()).isEqualTo(Tiling.AUTO);
    assertThat(set.templates())
        .containsExactly(
            new PromptTemplate(
                PromptKind.CLASS, "Please segment the {text} in this image.", "Sure, [SEG]."),
            new PromptTemplate(
                PromptKind.INSTRUCTION, "{text} Please output segmentation mask.", "[SEG]."));
    assertThat(set.attributes())
        .containsExactly(new Attribute("light", "Is it day or night?", List.of("day", "night")));
  }

  @Test
  void parse_whereTheDocumentIsSilent_asksForPresenceAndLooksAtOneTile() {
    PromptSet set = PromptFile.parse("p.yaml", A_CLASS);
    assertThat(set).isEqualTo(PromptSet.of(set.classes()));
    assertThat(set.classes().get(0).presenceThreshold()).hasValue(0.5);
  }

  @Test
  void parse_presenceOfAClass_winsOverThatOfTheDocument() {
    String classes = "classes:\n- {name: a, prompts: [a]}\n- {name: b, prompts: [b], presence: 1}";
    assertThat(PromptFile.parse("p", "presence: off\n" + classes).classes())
        .extracting(ClassPrompt::presenceThreshold)
        .containsExactly(OptionalDouble.empty(), OptionalDouble.of(1));
    assertThat(
            PromptFile.parse(
                    "p",
                    "{\"presence\": \"off\", \"classes\": [{\"name\": \"a\", \"prompts\": [\"a\"]}]}")
                .classes())
        .extracting(ClassPrompt::presenceThreshold)
        .containsExactly(OptionalDouble.empty());
  }

  @Test
  void parse_readsTheExampleOfTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String example = readme.split("```yaml\n")[1].split("```")[0];
    PromptSet set = PromptFile.parse("README.md", example);
    assertThat(set.attributes()).isNotEmpty();
    assertThat(set.templates()).isNotEmpty();
    assertThat(PromptFile.parse("p", PromptFileWriter.write(set))).isEqualTo(set);
  }

  @Test
  void parse_readsJsonIndentedByTabs() {
    String json =
        "{\n\t\"classes\": [\n\t\t{\"name\": \"a\\/b \\ud83d\\ude00\",\n\t\t\"prompts\": [\"x\"]}]\n}";
    assertThat(PromptFile.parse("p.json", json).classes().get(0).name()).isEqualTo("a/b 😀");
  }

  @Test
  void parse_readsWindowsLineEndsAndByteOrderMark() {
    String text = "\ufeff" + FULL.replace("\n", "\r\n");
    assertThat(PromptFile.parse("p.yaml", text)).isEqualTo(PromptFile.parse("p.yaml", FULL));
  }

  @Test
  void parse_takesNumbersAndTruthValuesForNames() {
    String text = "classes:\n- {name: 7, prompts: [7]}\n- {name: true, prompts: [no]}";
    assertThat(PromptFile.parse("p", text).classes())
        .extracting(ClassPrompt::name)
        .containsExactly("7", "true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | classes: []                                             | there is no class",
        "1 | classes: cat                                            | classes is a list",
        "1 | [cat, dog]                                              | the keys classes",
        "2 | classes:~- name: cat                                    | lacks \"prompts\"",
        "2 | classes:~- prompts: [cat]                               | lacks \"name\"",
        "3 | classes:~- name: cat~  prompts: []                      | \"cat\" has no prompt",
        "4 | classes:~- name: cat~  prompts:~  - \"  \"              | a prompt is empty",
        "4 | classes:~- name: cat~  prompts:~  -                     | a prompt is empty",
        "3 | classes:~- name: cat~  prompts: [{kind: class}]         | lacks \"text\"",
        "3 | classes:~- name: cat~  prompts: [{text: a, kind: b}]    | kind is class or instruction",
        "2 | classes:~- {name: \"\", prompts: [cat]}                 | a class name is empty",
        "2 | classes:~- {name: [a], prompts: [cat]}                  | a class name is a single value",
        "3 | classes:~- {name: a, prompts: [b]}~- {name: a, prompts: [c]} | class \"a\" was already given in line 2",
        "4 | classes:~- name: a~  prompts: [b]~  color: '#ffffff'    | unknown key \"color\"",
        "2 | classes: []~extra: 1                                    | unknown key \"extra\"",
        "3 | classes:~- name: a~  name: b                            | \"name\" is given twice",
        "4 | classes:~- name: a~  prompts: [b]~  threshold: 1        | above 0 and below 1",
        "4 | classes:~- name: a~  prompts: [b]~  threshold: .nan     | above 0 and below 1",
        "4 | classes:~- name: a~  prompts: [b]~  threshold: half     | above 0 and below 1",
        "4 | classes:~- name: a~  prompts: [b]~  minimum_area: -3    | 0 or more",
        "4 | classes:~- name: a~  prompts: [b]~  minimum_area: 1.5   | 0 or more",
        "4 | classes:~- name: a~  prompts: [b]~  split: yes          | split is true or false",
        "4 | classes:~- name: a~  prompts: [b]~  colour: #ff0000     | \"#rrggbb\"",
        "4 | classes:~- name: a~  prompts: [b]~  colour: red         | \"#rrggbb\"",
        "4 | classes:~- name: a~  prompts: [b]~  presence: 1.5       | from 0 to 1, or off",
        "4 | classes:~- name: a~  prompts: [b]~  presence: false     | from 0 to 1, or off",
        "1 | presence: maybe~classes: [{name: a, prompts: [b]}]      | from 0 to 1, or off",
        "1 | tiles: 0~classes: [{name: a, prompts: [b]}]             | from 1 to 12, or auto",
        "1 | tiles: 13~classes: [{name: a, prompts: [b]}]            | from 1 to 12, or auto",
        "1 | tiles: many~classes: [{name: a, prompts: [b]}]          | from 1 to 12, or auto",
        "1 | templates: {}~classes: [{name: a, prompts: [b]}]        | templates is a list",
        "2 | templates:~- {question: Cut it., answer: '[SEG].'}      | holds {text} once",
        "2 | templates:~- {question: '{text}{text}', answer: a}      | holds {text} once",
        "2 | templates:~- {question: '{text}'}                       | lacks \"answer\"",
        "2 | templates:~- {question: '{text}', answer: a, kind: b}   | kind is class or instruction",
        "3 | templates:~- &x {question: '{text}', answer: a}~- *x    | aliases",
        "3 | templates:~- {question: '{text}', answer: a}~- {question: '{text}', answer: a} | was already given in line 2",
        "2 | attributes:~- {name: light, question: Dark?}            | lacks \"answers\"",
        "2 | attributes:~- {name: light, answers: [yes, no]}         | lacks \"question\"",
        "2 | attributes:~- {name: l, question: Dark?, answers: [no]} | from 2 to 100 answers, not 1",
        "4 | attributes:~- name: l~  question: Q?~  answers: [a, a]  | answer \"a\" is given twice",
        "4 | attributes:~- name: l~  question: Q?~  answers: [a, \"\"] | an answer is empty",
        "3 | attributes:~- {name: l, question: Q?, answers: [a, b]}~- {name: l, question: R?, answers: [a, b]} | attribute \"l\" was already given in line 2",
        "3 | classes:~- name: a~  prompts: [\"b                      | found unexpected end of stream",
        "3 | classes:~- &x {name: a, prompts: [b]}~- *x              | aliases",
      })
  void parse_refusesWithTheLineThatIsWrong(int line, String document, String problem) {
    boolean isWhole = document.contains("classes") || !document.contains(":");
    String whole = document.replace("~", "\n") + (isWhole ? "" : A_CLASS);
    assertThatThrownBy(() -> PromptFile.parse("p.yaml", whole))
        .isInstanceOf(InvalidPromptsException.class)
        .hasMessageStartingWith("p.yaml, line " + line + ": ")
        .hasMessageContaining(problem)
        .satisfies(e -> assertThat(((InvalidPromptsException) e).line()).hasValue(line));
  }

  @Test
  void parse_refusesControlCharactersAndExcessiveLengths() {
    assertRefused("classes:\n- {name: \"a\\nb\", prompts: [c]}", "line 2: a class name contains");
    assertRefused(
        "templates:" + "\n- {question: '{text}', answer: a}".repeat(31) + A_CLASS,
        "line 32: there are more than 30 templates");
    assertRefused(
        "classes:\n- {name: %s, prompts: [c]}".formatted("a".repeat(201)), "longer than 200");
  }

  @Test
  void parse_refusesAnEmptyDocumentAndHostileOnes() {
    assertRefused("", "the document is empty");
    assertRefused("[".repeat(100_000), "nested too deeply");
    assertRefused("x".repeat(PromptFile.MAX_BYTES + 1), "larger than 1 MiB");
    assertRefused("classes: []\n---\nclasses: []", "line 2: ");
  }

  private static void assertRefused(String document, String problem) {
    assertThatThrownBy(() -> PromptFile.parse("p.yaml", document))
        .isInstanceOf(InvalidPromptsException.class)
        .hasMessageStartingWith("p.yaml")
        .hasMessageContaining(problem);
  }

  @Test
  void fileOrWords_readsTheFileWhereThereIsOne(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("my prompts.yaml"), FULL);
    assertThat(PromptFile.fileOrWords(file.toString())).isEqualTo(PromptFile.parse("p.yaml", FULL));
  }

  @Test
  void fileOrWords_splitsWordsAtCommas() {
    assertThat(PromptFile.fileOrWords("cat, red car"))
        .isEqualTo(PromptSet.of(List.of(ClassPrompt.named("cat"), ClassPrompt.named("red car"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.yaml", "some/where.yml", "x.JSON", "folder/"})
  void fileOrWords_whereAFileIsMeantButMissing(String argument) {
    assertThatThrownBy(() -> PromptFile.fileOrWords(argument))
        .hasMessage(argument + ": there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cat,,dog", "cat,", "cat, cat"})
  void ofWords_refusesGapsAndRepetitions(String words) {
    assertThatThrownBy(() -> PromptFile.ofWords(words))
        .isInstanceOf(InvalidPromptsException.class)
        .hasMessageStartingWith("prompts \"" + words + "\": ");
  }

  @Test
  void read_refusesWhatIsNotUtf8(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("p.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> PromptFile.read(file)).hasMessageContaining("not text in UTF-8");
  }

  @Test
  void write_isReadBackEqual() {
    PromptSet set = PromptFile.parse("p.yaml", FULL);
    PromptSet odd =
        PromptSet.of(
            List.of(
                new ClassPrompt(
                    "quote \" back\\slash # é 😀 \u202e",
                    List.of(Prompt.ofClass("- a: b"), new Prompt("*x", PromptKind.INSTRUCTION)),
                    1e-5,
                    OptionalDouble.of(0.01),
                    1,
                    true,
                    Optional.of("#00ff00"))));
    assertThat(PromptFile.parse("p", PromptFileWriter.write(set))).isEqualTo(set);
    assertThat(PromptFile.parse("p", PromptFileWriter.write(odd))).isEqualTo(odd);
  }
}

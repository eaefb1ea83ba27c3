package io.prelabel.db.prompt;

import static io.prelabel.db.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PromptSetsTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void save_keepsTheWholeContent() {
    StoredPromptSet stored = save("animals", colouredCat("#ff0000"));
    assertThat(stored.promptSet()).isEqualTo(colouredCat("#ff0000"));
    assertThat(stored.version()).isEqualTo(colouredCat("#ff0000").version());
    assertThat(database.promptSets().find(stored.id())).contains(stored);
    assertThat(
            database
                .jdbc()
                .sql("select document::text from prompt_set")
                .query(String.class)
                .single())
        .contains("\"kind\": \"INSTRUCTION\"", "\"colour\": \"#ff0000\"", "\"minimumArea\": 12");
  }

  @Test
  void save_theSameAgain_findsIt() {
    assertThat(save("animals", colouredCat("#ff0000")))
        .isEqualTo(save("animals", colouredCat("#ff0000")));
  }

  @Test
  void save_withOtherColours_isAnotherRowOfTheSameVersion() {
    StoredPromptSet red = save("animals", colouredCat("#ff0000"));
    StoredPromptSet blue = save("animals", colouredCat("#0000ff"));
    assertThat(blue.id()).isNotEqualTo(red.id());
    assertThat(blue.version()).isEqualTo(red.version());
    assertThat(database.promptSets().page(0, 10)).containsExactly(red, blue);
  }

  private StoredPromptSet save(String name, PromptSet promptSet) {
    return database.promptSets().save(name, promptSet, NOON);
  }

  private static PromptSet colouredCat(String colour) {
    List<Prompt> prompts =
        List.of(Prompt.ofClass("cat"), new Prompt("Find \"the\" 猫.", PromptKind.INSTRUCTION));
    return PromptSet.of(
        List.of(
            new ClassPrompt(
                "cat", prompts, 0.4, OptionalDouble.empty(), 12, true, Optional.of(colour)),
            ClassPrompt.named("dog")));
  }
}

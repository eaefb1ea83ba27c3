package io.prelabel.db.prediction;

import static io.prelabel.db.testing.Examples.NOON;
import static io.prelabel.db.testing.Examples.PROMPTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.run.ClaimedItem;
import io.prelabel.db.run.ItemTimings;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.testing.Examples;
import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.Tiling;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EarlierAnswersTest {
  private static final UUID OWNER = UUID.randomUUID();
  private static final ClassPrompt CAT = PROMPTS.classes().get(0);
  private static final ClassPrompt CAR = PROMPTS.classes().get(1);
  private static final Attribute LIGHT =
      new Attribute("light", "Is it day or night?", List.of("day", "night"));
  private static final PromptSet ASKED =
      new PromptSet(PROMPTS.classes(), List.of(LIGHT), List.of(), Tiling.ONE);
  private static final MaskPrediction A_CAT = Examples.answer(CAT, -3, 4);
  private static final MaskPrediction NO_CAR = Examples.absent(CAR);
  private static final List<Double> SHARES = List.of(0.25, 0.75);

  @RegisterExtension final TestDatabase database = new TestDatabase();

  /** Its first image has answers, its second has the same bytes, its third has others. */
  private Run run;

  private ClaimedItem answered;
  private long sameBytes;
  private long otherBytes;

  @BeforeEach
  void storeAnswers() {
    long dataset = Examples.anyRun(database, 1).datasetId();
    database.images().register(dataset, Examples.image(2, 1), NOON);
    database.images().register(dataset, Examples.image(3), NOON);
    run = Examples.runOver(database, dataset, ASKED);
    database.runs().start(run.id(), OWNER, NOON);
    List<ClaimedItem> items = database.workItems().claim(run.id(), OWNER, 3, NOON);
    answered = items.get(0);
    sameBytes = items.get(1).image().id();
    otherBytes = items.get(2).image().id();
    store(answered, A_CAT, NO_CAR);
    database
        .workItems()
        .succeed(
            answered, WorkItemState.DONE, List.of("first frame"), false, ItemTimings.NONE, NOON);
  }

  @Test
  void whatIsKnownOfEqualBytes_isFoundByWhatWasAsked() {
    AnswerVersions asked = Examples.versions(ASKED);
    assertThat(earlier(asked))
        .as("three images were asked for, and two have these bytes")
        .containsOnlyKeys(answered.image().id(), sameBytes);
    EarlierAnswers found = earlier(asked).get(sameBytes);
    assertThat(found.predictions(asked.classes().get(0))).containsExactly(A_CAT);
    assertThat(found.predictions(asked.classes().get(1))).containsExactly(NO_CAR);
    assertThat(found.shares(asked.attributes().get(0))).contains(SHARES);
    assertThat(found.notes()).containsExactly("first frame");
  }

  /** The other prompt set has other classes and another version, and shares one question. */
  @Test
  void whatElseThePromptSetHeld_doesNotMatter() {
    ClassPrompt puss =
        new ClassPrompt("puss", CAT.prompts(), 0.9, OptionalDouble.empty(), 7, true, CAT.colour());
    AnswerVersions other = Examples.versions(PromptSet.of(List.of(ClassPrompt.named("dog"), puss)));
    EarlierAnswers found = earlier(other).get(sameBytes);
    assertThat(found.predictions(other.classes().get(0))).isEmpty();
    assertThat(found.predictions(other.classes().get(1))).containsExactly(A_CAT);
  }

  @Test
  void otherModelsTemplatesAndTiles_answerOtherQuestions() {
    AnswerVersions asked = Examples.versions(ASKED);
    assertThat(
            earlier(
                new AnswerVersions(
                    "self1e-ffff", asked.promptSet(), asked.classes(), asked.attributes())))
        .isEmpty();
    PromptSet tiled = new PromptSet(ASKED.classes(), List.of(LIGHT), List.of(), Tiling.AUTO);
    assertThat(earlier(Examples.versions(tiled))).isEmpty();
  }

  @Test
  void answersThatHoldTheSame_areFoundOnce_andThoseThatHoldMoreAsWell() {
    ClaimedItem same = claimAgain(OptionalDouble.of(0.2));
    store(same, A_CAT.recut(0.9, 3), NO_CAR);
    MaskPrediction catNotAskedForPresence =
        new MaskPrediction(
            CAT.withPresence(OptionalDouble.empty()),
            A_CAT.outcome(),
            A_CAT.mask(),
            A_CAT.logits(),
            A_CAT.maskScore(),
            OptionalDouble.empty(),
            A_CAT.promptScores());
    ClaimedItem other = claimAgain(OptionalDouble.empty());
    store(other, catNotAskedForPresence, NO_CAR);

    AnswerVersions asked = Examples.versions(ASKED);
    assertThat(earlier(asked).get(sameBytes).predictions(asked.classes().get(0)))
        .containsExactly(A_CAT, catNotAskedForPresence);
  }

  private Map<Long, EarlierAnswers> earlier(AnswerVersions versions) {
    return database
        .predictions()
        .earlier(List.of(answered.image().id(), sameBytes, otherBytes), versions);
  }

  private ClaimedItem claimAgain(OptionalDouble presence) {
    PromptSet prompts =
        new PromptSet(
            List.of(CAT.withPresence(presence), CAR), List.of(LIGHT), List.of(), Tiling.ONE);
    Run again = Examples.runOver(database, run.datasetId(), prompts);
    database.runs().start(again.id(), OWNER, NOON);
    return database.workItems().claim(again.id(), OWNER, 1, NOON).get(0);
  }

  private void store(ClaimedItem item, MaskPrediction cat, MaskPrediction car) {
    ImageAnswers image =
        new ImageAnswers(
            item.runId(),
            item.image().id(),
            List.of(cat, car),
            List.of(new AttributeAnswer(LIGHT, SHARES)),
            Examples.versions(ASKED));
    database.predictions().insert(List.of(image), NOON);
  }
}

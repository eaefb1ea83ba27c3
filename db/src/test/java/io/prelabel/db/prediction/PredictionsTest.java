package io.prelabel.db.prediction;

import static io.prelabel.db.testing.Examples.MODEL;
import static io.prelabel.db.testing.Examples.NOON;
import static io.prelabel.db.testing.Examples.PROMPTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.prelabel.plugin.model.Outcome;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

class PredictionsTest {
  private static final UUID OWNER = UUID.randomUUID();
  private static final ClassPrompt CAT = PROMPTS.classes().get(0);
  private static final ClassPrompt CAR = PROMPTS.classes().get(1);

  private static final Attribute LIGHT =
      new Attribute("light", "Is it day or night?", List.of("day", "night"));
  private static final PromptSet ASKING_FOR_LIGHT =
      new PromptSet(PROMPTS.classes(), List.of(LIGHT), List.of(), Tiling.ONE);

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void insert_keepsEveryPartOfTheAnswer() {
    ClaimedItem item = claim(Examples.anyRun(database, 1));
    MaskPrediction cat = Examples.answer(CAT, -3, 4);
    MaskPrediction car = Examples.absent(CAR);
    store(item, cat, car);
    List<Prediction> stored = predictions().of(item.runId(), item.image().id());
    assertThat(stored).extracting(Prediction::answer).containsExactly(cat, car);
    assertThat(stored.get(0).area()).isEqualTo(cat.mask().area());
    assertThat(stored.get(0).box()).isEqualTo(cat.mask().box());
    assertThat(stored.get(0).modelVersion()).isEqualTo(MODEL.id());
    assertThat(predictions().find(stored.get(1).id())).contains(stored.get(1));
    assertThat(predictions().of(item.image().id())).isEqualTo(stored);
  }

  @Test
  void theFourOutcomes_stayFour() {
    ClassPrompt strict = CAT.with(0.99, 0);
    assertThat(Examples.answer(CAT, -3, 4).outcome()).isEqualTo(Outcome.PRESENT);
    for (MaskPrediction answer :
        List.of(
            Examples.answer(strict, -3, 1), Examples.answer(CAT, -9, -3), Examples.absent(CAT))) {
      ClaimedItem item = claim(Examples.anyRunOver(database, datasetWithOneMore()));
      store(item, answer, Examples.absent(CAR));
      assertThat(predictions().of(item.runId(), item.image().id()).get(0).answer())
          .isEqualTo(answer);
    }
  }

  /** Invariant 3. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.1, 0.731, 0.9})
  void aStoredMask_canBeCutAgainFromItsStoredLogits_pixelForPixel(double threshold) {
    ClaimedItem item = claim(Examples.anyRun(database, 1));
    MaskPrediction cut = Examples.answer(CAT.with(threshold, 0), -3, 4);
    store(item, cut, Examples.absent(CAR));
    MaskPrediction stored = predictions().of(item.runId(), item.image().id()).get(0).answer();
    assertThat(stored.mask()).isEqualTo(cut.mask());
    assertThat(stored.recut(0.4, 3).mask()).isNotEqualTo(stored.mask());
    assertThat(stored.recut(0.4, 3).recut(threshold, 0).mask()).isEqualTo(stored.mask());
  }

  /** Invariant 1. */
  @Test
  void insert_aSecondTime_isRefused() {
    ClaimedItem item = claim(Examples.anyRun(database, 1));
    store(item, Examples.answer(CAT, -3, 4), Examples.absent(CAR));
    assertThatThrownBy(() -> store(item, Examples.answer(CAT, -3, 4), Examples.absent(CAR)))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void aPresentPredictionWithoutAMask_isRefusedByTheTable() {
    ClaimedItem item = claim(Examples.anyRun(database, 1));
    store(item, Examples.answer(CAT, -3, 4), Examples.absent(CAR));
    assertThatThrownBy(
            () -> database.jdbc().sql("update prediction set mask_counts = null").update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("prediction_present_has_mask");
  }

  @Test
  void attributes_areKeptWithTheirShares() {
    AttributeAnswer night = new AttributeAnswer(LIGHT, List.of(0.25, 0.75));
    ClaimedItem item = claim(runAskingForLight());
    MaskPrediction cat = Examples.absent(CAT);
    insert(item, List.of(cat, Examples.absent(CAR)), List.of(night), ASKING_FOR_LIGHT);

    StoredAttribute stored = new StoredAttribute(item.runId(), item.image().id(), night);
    assertThat(predictions().attributesOf(item.runId(), List.of(item.image().id())))
        .containsExactly(stored);
    assertThat(predictions().attributesOf(item.image().id())).containsExactly(stored);
    List<ImageResult> results = new ArrayList<>();
    predictions().forEachImage(item.runId(), results::add);
    assertThat(results.get(0).attributes()).containsExactly(night);
    assertThat(database.answerCounts().attributes(item.runId()))
        .isEqualTo(Map.of("light", Map.of("night", 1L)));
  }

  @Test
  void outcomes_areCounted() {
    ClaimedItem item = claim(Examples.anyRun(database, 1));
    store(item, Examples.answer(CAT, -3, 4), Examples.absent(CAR));
    Map<Outcome, Long> counts = Map.of(Outcome.PRESENT, 1L, Outcome.ABSENT, 1L);
    long imageId = item.image().id();
    assertThat(database.answerCounts().outcomes(item.runId())).isEqualTo(counts);
    assertThat(database.answerCounts().outcomes(item.runId(), List.of(imageId)))
        .isEqualTo(Map.of(imageId, counts));
  }

  @Test
  void aClassThatIsAbsent_keepsTheLogitsThatAreKnown() {
    MaskPrediction there = Examples.answer(CAT, -3, 4);
    MaskPrediction absent =
        MaskPrediction.cut(
            CAT, Examples.SIZE, there.logits(), OptionalDouble.of(0.1), there.promptScores());
    ClaimedItem item = claim(Examples.anyRun(database, 1));
    store(item, absent, Examples.absent(CAR));
    assertThat(answers(item).get(0)).isEqualTo(absent);
    assertThatThrownBy(
            () -> database.jdbc().sql("update prediction set presence_threshold = 0.01").update())
        .hasMessageContaining("prediction_absent_for_a_reason");
    assertThatThrownBy(
            () -> database.jdbc().sql("update prediction set outcome = 'empty'").update())
        .hasMessageContaining("prediction_logits_unless_absent");
  }

  @Test
  void forEachImage_handsOverEveryImageOnceInOrder() {
    Run run = Examples.anyRun(database, 120);
    ClaimedItem first = claim(run);
    store(first, Examples.answer(CAT, -3, 4), Examples.absent(CAR));
    database
        .workItems()
        .succeed(first, WorkItemState.DONE, List.of(), false, ItemTimings.NONE, NOON);
    List<ImageResult> results = new ArrayList<>();
    predictions().forEachImage(run.id(), results::add);
    assertThat(results)
        .extracting(each -> each.image().id())
        .hasSize(120)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(results.get(0).predictions()).hasSize(2);
    assertThat(results.get(0).state()).isEqualTo(WorkItemState.DONE);
    assertThat(results.get(119).state()).isEqualTo(WorkItemState.QUEUED);
    assertThat(results.get(119).predictions()).isEmpty();
  }

  private Predictions predictions() {
    return database.predictions();
  }

  private List<MaskPrediction> answers(ClaimedItem item) {
    return predictions().of(item.runId(), item.image().id()).stream()
        .map(Prediction::answer)
        .toList();
  }

  private void store(ClaimedItem item, MaskPrediction... answers) {
    insert(item, List.of(answers), List.of(), PROMPTS);
  }

  private void insert(
      ClaimedItem item,
      List<MaskPrediction> answers,
      List<AttributeAnswer> attributes,
      PromptSet prompts) {
    ImageAnswers image =
        new ImageAnswers(
            item.runId(), item.image().id(), answers, attributes, Examples.versions(prompts));
    predictions().insert(List.of(image), NOON);
  }

  private Run runAskingForLight() {
    return Examples.runOver(database, datasetWithOneMore(), ASKING_FOR_LIGHT);
  }

  private ClaimedItem claim(Run run) {
    database.runs().start(run.id(), OWNER, NOON);
    return claimNext(run);
  }

  private ClaimedItem claimNext(Run run) {
    return database.workItems().claim(run.id(), OWNER, 1, NOON).get(0);
  }

  private long datasetWithOneMore() {
    String name = UUID.randomUUID().toString();
    long id =
        database.datasets().add(name, java.net.URI.create("file:///x/"), NOON).orElseThrow().id();
    database.images().register(id, Examples.image(1), NOON);
    return id;
  }
}

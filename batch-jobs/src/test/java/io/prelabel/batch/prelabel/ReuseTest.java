package io.prelabel.batch.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.batch.testing.ColourModel;
import io.prelabel.batch.testing.ImageIoDecoder;
import io.prelabel.batch.testing.PictureFolder;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunState;
import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.MaskPrediction;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What has been asked is not asked again: counts what reaches the model, and compares what people
 * see of the answers with those of a run that knew nothing. The pictures' presence is 0.39 for red,
 * 0.20 for green and 0 for blue.
 */
@Timeout(60)
class ReuseTest {
  private static final int PICTURES = 3;
  private static final OptionalDouble OFF = OptionalDouble.empty();
  private static final Attribute LIGHT =
      new Attribute("light", "Which colour is it?", List.of("red", "green"));

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path folder;
  private RunFixture fixture;
  private PrelabelRuns process;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new RunFixture(database, folder);
    for (int i = 0; i < PICTURES; i++) {
      fixture.folder.write("picture-%d.png".formatted(i), PictureFolder.png(0xc86400 + i, 32, 24));
    }
    fixture.registerAll();
    fixture.model.withPresence();
    process = fixture.process();
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @Test
  void movedThresholds_costNoInference_andGiveTheMasksOfAFreshRun() throws Exception {
    run(set(red(0.3), green(0.3)));
    assertThat(fixture.model.takeAsked()).hasSize(2 * PICTURES);

    ClassPrompt strict = red(0.3).with(0.995, 5);
    PromptSet moved = set(named("crimson", strict), green(0.3).with(0.1, 0));
    Run run = run(moved);
    assertThat(fixture.model.takeAsked()).isEmpty();
    assertThat(fixture.items(run)).extracting(WorkItem::reused).containsOnly(true);
    assertAsFresh(run, moved);
    assertThat(answers(run))
        .extracting(MaskPrediction::classPrompt)
        .containsSequence(moved.classes());
  }

  @Test
  void aPictureThatLostPixelsWhileItWasDecoded_getsMasksOfItsFullSize() throws Exception {
    fixture.model.withDrafts();
    Run run = run(set(red(0.3)));
    assertThat(answers(run))
        .allSatisfy(
            answer -> {
              assertThat(answer.outcome()).isEqualTo(Outcome.PRESENT);
              assertThat(answer.mask().width()).isEqualTo(32);
              assertThat(answer.mask().height()).isEqualTo(24);
            });
  }

  @Test
  void anAddedClass_isAskedAlone() throws Exception {
    run(set(red(0.3)));
    fixture.model.takeAsked();

    PromptSet more = set(green(0.1), red(0.3));
    Run run = run(more);
    assertThat(fixture.model.takeAsked())
        .containsOnly(asked("green", OptionalDouble.of(0.1)))
        .hasSize(PICTURES);
    assertThat(fixture.items(run)).extracting(WorkItem::reused).containsOnly(false);
    assertAsFresh(run, more);
  }

  @Test
  void aLoweredPresenceThreshold_asksOnlyTheMasksThatAreNeededNow() throws Exception {
    Run first = run(set(red(0.3), green(0.3), blue(0.3)));
    assertThat(outcomes(first)).containsExactly(Outcome.PRESENT, Outcome.ABSENT, Outcome.ABSENT);
    fixture.model.takeAsked();

    PromptSet lowered = set(red(0.1), green(0.1), blue(0.1));
    Run run = run(lowered);
    assertThat(fixture.model.takeAsked()).containsOnly(asked("green", OFF)).hasSize(PICTURES);
    assertThat(outcomes(run)).containsExactly(Outcome.PRESENT, Outcome.EMPTY, Outcome.ABSENT);
    assertAsFresh(run, lowered);
  }

  @Test
  void aRaisedPresenceThreshold_asksNothing_norDoesLoweringItAgain() throws Exception {
    run(set(red(0.1), green(0.1)));
    fixture.model.takeAsked();

    for (double threshold : new double[] {0.3, 0.9, 0.1, 0}) {
      PromptSet moved = set(red(threshold), green(threshold));
      Run run = run(moved);
      assertThat(fixture.model.takeAsked()).as("at %s", threshold).isEmpty();
      assertAsFresh(run, moved);
    }
  }

  @Test
  void presenceThatWasNeverAsked_isAsked_andIsForgottenWhereItIsOff() throws Exception {
    PromptSet off = set(red(OFF), green(OFF));
    run(off);
    fixture.model.takeAsked();

    PromptSet on = set(red(0.3), green(0.3));
    assertAsFresh(run(on), on);
    assertThat(fixture.model.takeAsked())
        .contains(asked("red", OptionalDouble.of(0.3)), asked("green", OptionalDouble.of(0.3)))
        .hasSize(2 * PICTURES);

    PromptSet offOfOtherName = set(named("x", red(OFF)), green(OFF));
    Run run = run(offOfOtherName);
    assertThat(fixture.model.takeAsked()).isEmpty();
    assertThat(answers(run)).extracting(MaskPrediction::presence).containsOnly(OFF);
    assertAsFresh(run, offOfOtherName);

    // The presence is known from the second run, and the mask from the first.
    PromptSet lower = set(red(0.1), green(0.1));
    assertAsFresh(run(lower), lower);
    assertThat(fixture.model.takeAsked()).isEmpty();
  }

  @Test
  void aModelWithoutPresence_isNotAskedForItEachTime() throws Exception {
    fixture.model.withoutPresence();
    run(set(red(0.3)));
    fixture.model.takeAsked();
    Run run = run(set(red(0.6)));
    assertThat(fixture.model.takeAsked()).isEmpty();
    assertThat(outcomes(run)).containsExactly(Outcome.PRESENT);
  }

  /** Masks of several prompts are one: they serve where the same prompts pass, and only there. */
  @Test
  void severalPrompts_areAskedAnewWhereOthersPass() throws Exception {
    run(set(both(0.1)));
    fixture.model.takeAsked();

    PromptSet same = set(both(0.15));
    assertAsFresh(run(same), same);
    assertThat(fixture.model.takeAsked()).as("both pass").isEmpty();

    PromptSet one = set(both(0.3));
    assertAsFresh(run(one), one);
    assertThat(fixture.model.takeAsked())
        .as("only red passes")
        .containsOnly(asked("red", OFF))
        .hasSize(PICTURES);

    PromptSet none = set(both(0.5));
    Run absent = run(none);
    assertThat(outcomes(absent)).containsExactly(Outcome.ABSENT);
    PromptSet oneAgain = set(both(0.35));
    assertAsFresh(run(oneAgain), oneAgain);
    assertThat(fixture.model.takeAsked()).isEmpty();
  }

  @Test
  void attributes_areAskedOnce() throws Exception {
    run(set(red(0.3)));
    fixture.model.takeAsked();

    PromptSet asking = new PromptSet(List.of(red(0.3)), List.of(LIGHT), List.of(), Tiling.ONE);
    Run run = run(asking);
    assertThat(fixture.model.batches()).isNotEmpty();
    assertThat(fixture.model.takeAsked()).as("no class is asked again").isEmpty();
    List<AttributeAnswer> answers = attributes(run);
    assertThat(answers).hasSize(PICTURES).extracting(AttributeAnswer::best).containsOnly("red");

    Attribute renamed = new Attribute("colour", LIGHT.question(), LIGHT.answers());
    Run again = run(new PromptSet(List.of(red(0.2)), List.of(renamed), List.of(), Tiling.ONE));
    assertThat(fixture.model.batches()).isEmpty();
    assertThat(attributes(again))
        .extracting(AttributeAnswer::shares)
        .isEqualTo(answers.stream().map(AttributeAnswer::shares).toList());
  }

  @Test
  void whereAllIsKnown_thePictureIsNotRead() throws Exception {
    run(set(red(0.3), green(0.3)));
    PrelabelRuns blind =
        fixture.process(
            uri -> {
              throw new PluginException(FailureCategory.BAD_INPUT, "nobody may read this");
            });
    Run run = fixture.runOf(set(green(0.3), red(0.9)));
    assertThat(fixture.finish(blind, run).state()).isEqualTo(RunState.COMPLETED);
    assertThat(fixture.count(run, WorkItemState.EMPTY)).isEqualTo(PICTURES);
  }

  @Test
  void aCrashBetweenTwoPictures_changesNothing() throws Exception {
    run(set(red(0.3), green(0.3)));
    fixture.model.takeAsked();
    database.jdbc().sql(REFUSE_PREDICTIONS_ABOUT_THE_LAST_IMAGE).update();

    PromptSet moved = set(red(0.3).with(0.9, 0), green(0.1), blue(0.3));
    Run run = fixture.runOf(moved);
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.FAILED);
    assertThat(fixture.count(run, WorkItemState.RUNNING)).isZero();
    assertThat(fixture.predictions(run)).isEqualTo(3 * fixture.count(run, WorkItemState.DONE));

    database.jdbc().sql("drop trigger refuse on prediction").update();
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.COMPLETED);
    assertThat(fixture.predictions(run)).isEqualTo(3 * PICTURES);
    assertThat(fixture.model.takeAsked())
        .as("presence of what is known")
        .doesNotContain(asked("green", OptionalDouble.of(0.1)))
        .extracting(each -> each.prompt().text())
        .doesNotContain("red");
    assertAsFresh(run, moved);
  }

  @Test
  void aCrashWhileKnownAnswersAreStored_changesNothing() throws Exception {
    run(set(red(0.3), green(0.3)));
    fixture.model.takeAsked();
    database.jdbc().sql(REFUSE_PREDICTIONS_ABOUT_THE_LAST_IMAGE).update();

    PromptSet moved = set(red(0.3).with(0.9, 0), green(0.3));
    Run run = fixture.runOf(moved);
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.FAILED);
    assertThat(fixture.count(run, WorkItemState.QUEUED)).isEqualTo(PICTURES);
    assertThat(fixture.predictions(run)).isZero();

    database.jdbc().sql("drop trigger refuse on prediction").update();
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.COMPLETED);
    assertThat(fixture.model.takeAsked()).isEmpty();
    assertThat(fixture.items(run)).extracting(WorkItem::reused).containsOnly(true);
    assertAsFresh(run, moved);
  }

  private static final String REFUSE_PREDICTIONS_ABOUT_THE_LAST_IMAGE =
      """
      create function refuse() returns trigger language plpgsql as $$
      begin
        if new.image_id = (select max(id) from image) then
          raise exception 'terminating connection' using errcode = '57P01';
        end if;
        return new;
      end $$;
      create trigger refuse before insert on prediction for each row execute function refuse()
      """;

  private Run run(PromptSet prompts) throws Exception {
    Run run = fixture.finish(process, fixture.runOf(prompts));
    assertThat(run.state()).isEqualTo(RunState.COMPLETED);
    return run;
  }

  /** Compares what people see with what a model says that is asked everything. */
  private void assertAsFresh(Run run, PromptSet prompts) throws Exception {
    List<MaskPrediction> expected = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      expected.addAll(fresh(folder.resolve("picture-%d.png".formatted(i)), prompts));
    }
    List<MaskPrediction> actual = answers(run);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i))
          .usingRecursiveComparison()
          .comparingOnlyFields("classPrompt", "outcome", "mask", "maskScore", "presence")
          .isEqualTo(expected.get(i));
    }
  }

  private static List<MaskPrediction> fresh(Path file, PromptSet prompts) throws IOException {
    Picture picture = new ImageIoDecoder().decode(Files.readAllBytes(file));
    try (ColourModel model = new ColourModel().withPresence()) {
      SegmentationRequest request =
          new SegmentationRequest(model.prepare(picture, prompts.tiling()), prompts.questions());
      List<PromptAnswer> answers = model.segment(List.of(request)).get(0).prompts();
      PictureSize size = new PictureSize(picture.width(), picture.height());
      List<MaskPrediction> predictions = new ArrayList<>();
      int next = 0;
      for (ClassPrompt each : prompts.classes()) {
        int end = next + each.prompts().size();
        predictions.add(MaskPrediction.of(each, answers.subList(next, end), size));
        next = end;
      }
      return predictions;
    }
  }

  private List<MaskPrediction> answers(Run run) {
    ArrayList<MaskPrediction> answers = new ArrayList<>();
    database
        .predictions()
        .forEachImage(
            run.id(), image -> image.predictions().forEach(each -> answers.add(each.answer())));
    return answers;
  }

  private List<AttributeAnswer> attributes(Run run) {
    ArrayList<AttributeAnswer> answers = new ArrayList<>();
    database.predictions().forEachImage(run.id(), image -> answers.addAll(image.attributes()));
    return answers;
  }

  /** Those of the first picture; all are alike. */
  private List<Outcome> outcomes(Run run) {
    List<MaskPrediction> answers = answers(run);
    return answers.subList(0, answers.size() / PICTURES).stream()
        .map(MaskPrediction::outcome)
        .toList();
  }

  private static PromptSet set(ClassPrompt... classes) {
    return PromptSet.of(List.of(classes));
  }

  private static ClassPrompt red(double presence) {
    return red(OptionalDouble.of(presence));
  }

  private static ClassPrompt red(OptionalDouble presence) {
    return ClassPrompt.named("red").withPresence(presence);
  }

  private static ClassPrompt green(double presence) {
    return green(OptionalDouble.of(presence));
  }

  private static ClassPrompt green(OptionalDouble presence) {
    return ClassPrompt.named("green").withPresence(presence);
  }

  private static ClassPrompt blue(double presence) {
    return ClassPrompt.named("blue").withPresence(OptionalDouble.of(presence));
  }

  private static ClassPrompt both(double presence) {
    List<Prompt> prompts = List.of(Prompt.ofClass("red"), Prompt.ofClass("green"));
    return new ClassPrompt(
        "both", prompts, 0.1, OptionalDouble.of(presence), 0, false, Optional.empty());
  }

  private static ClassPrompt named(String name, ClassPrompt like) {
    return new ClassPrompt(
        name,
        like.prompts(),
        like.threshold(),
        like.presenceThreshold(),
        like.minimumArea(),
        like.split(),
        like.colour());
  }

  private static AskedPrompt asked(String text, OptionalDouble presence) {
    return new AskedPrompt(new Prompt(text, PromptKind.CLASS), presence);
  }
}

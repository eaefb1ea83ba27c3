package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.AttributeAnswer;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptTemplate;
import io.prelabel.plugin.model.Questions;
import io.prelabel.plugin.model.SegmentationModelProvider;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class Self1eModelTest {
  private static final int BEGINNING = 15;
  private static final List<Prompt> PROMPTS =
      Stream.of("cup", "a long description of the cup on the left!", "table", "!", "猫")
          .map(Prompt::ofClass)
          .toList();

  private static Self1eModel model;
  private static Picture picture;

  @BeforeAll
  static void open() {
    model = GoldenData.open(GoldenData.QWEN2.resolve("checkpoint"), Precision.FLOAT32);
    picture = GoldenData.picture("coffee.png");
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void withoutDraftDecoding_picturesAreDecodedExactly() {
    PictureSize shown = new PictureSize(6000, 4000);
    assertThat(model.decodeSize(shown, Tiling.ONE)).isEqualTo(shown);
  }

  @Test
  void aDraft_getsTheTilesOfItsFullSize() {
    try (Self1eModel drafts = open(Map.of("decoding", "draft"))) {
      int side = drafts.prepare(picture, Tiling.ONE).side();
      PictureSize shown = new PictureSize(30 * side, 10 * side);

      assertThat(drafts.decodeSize(shown, Tiling.ONE)).isEqualTo(new PictureSize(side, side));
      assertThat(drafts.decodeSize(shown, Tiling.AUTO))
          .isEqualTo(new PictureSize(6 * side, 2 * side));
      byte[] rgb = new byte[3 * 2 * side * side];
      Picture draft = new Picture(2 * side, side, rgb, List.of(), shown);
      assertThat(drafts.prepare(draft, Tiling.AUTO).grid()).isEqualTo(new TileGrid(6, 2));
      assertThat(drafts.version()).isNotEqualTo(model.version());
    }
  }

  @Test
  void theProvider_isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(SegmentationModelProvider.class))
        .extracting(SegmentationModelProvider::name)
        .contains("self1e");
  }

  @Test
  void promptsOfAPicture_inOneBatch_areAnsweredAsOneByOne() {
    List<float[]> together = logits(model, request(PROMPTS));
    for (int i = 0; i < PROMPTS.size(); i++) {
      float[] alone = logits(model, request(List.of(PROMPTS.get(i)))).get(0);
      assertThat(together.get(i)).containsExactly(alone, within(1e-4f));
    }
  }

  @Test
  void passesOfAnySize_giveTheSameAnswers() {
    List<float[]> atOnce = logits(model, request(PROMPTS));
    Path checkpoint = GoldenData.QWEN2.resolve("checkpoint");
    for (int budget : new int[] {1, 130, 200}) {
      try (Self1eModel small =
          new Self1eProvider().open(GoldenData.settings(checkpoint, Precision.FLOAT32, budget))) {
        List<float[]> inParts = logits(small, request(PROMPTS));
        for (int i = 0; i < PROMPTS.size(); i++) {
          assertThat(inParts.get(i)).containsExactly(atOnce.get(i), within(1e-4f));
        }
      }
    }
  }

  @Test
  void theVisionTower_runsOncePerPicture_whateverTheNumberOfPromptsAndPasses() {
    try (Self1eModel small =
        new Self1eProvider()
            .open(
                GoldenData.settings(
                    GoldenData.QWEN2.resolve("checkpoint"), Precision.FLOAT32, 130))) {
      small.segment(List.of(request(PROMPTS), request(PROMPTS), request(PROMPTS)));
      assertThat(small.visionPasses()).isEqualTo(3);
      SegmentationRequest one = request(PROMPTS);
      small.segment(List.of(one, one, one));
      assertThat(small.visionPasses()).isEqualTo(4);
    }
  }

  @Test
  void nothingIsLeftOpen() {
    SegmentationRequest request = request(PROMPTS);
    model.segment(List.of(request));
    long before = NativeScope.open();
    for (int i = 0; i < 20; i++) {
      model.segment(List.of(request, request));
    }
    assertThat(NativeScope.open()).isEqualTo(before);
  }

  @Test
  void aModelThatIsClosed_leavesNothingOpen() {
    long before = NativeScope.open();
    Self1eModel other = GoldenData.open(GoldenData.QWEN3.resolve("checkpoint"), Precision.FLOAT32);
    logits(other, SegmentationRequest.masks(other.prepare(picture, Tiling.ONE), PROMPTS));
    other.close();
    assertThat(NativeScope.open()).isEqualTo(before);
    assertThat(other.check().problem())
        .hasValueSatisfying(why -> assertThat(why).contains("closed"));
    assertThatIllegalStateException().isThrownBy(() -> other.segment(List.of(request(PROMPTS))));
  }

  @Test
  void tokens_countsEveryRow_andRefusesAPromptBeforeItReachesABatch() {
    int one = model.tokens(request(List.of(Prompt.ofClass("cat"))));
    // The authors' code counts 55; the beginning is read once, and nothing needs what follows
    // [SEG].
    assertThat(one).isEqualTo(55 - BEGINNING - 3);
    assertThat(model.tokens(request(List.of(Prompt.ofClass("cat"), Prompt.ofClass("cat")))))
        .isEqualTo(2 * one);
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> model.tokens(request(List.of(Prompt.ofClass("<img>")))));
  }

  @Test
  void theGate_leavesOutTheMasksOfWhatIsNotThere_andChangesNoOther() {
    List<PromptAnswer> open = answers(questions(0)).prompts();
    List<Double> presences = open.stream().map(each -> each.presence().orElseThrow()).toList();
    List<float[]> ungated = logits(model, request(PROMPTS));
    double between =
        (Collections.min(presences) + Collections.max(presences)) / 2; // some are there, some not

    List<PromptAnswer> gated = answers(questions(between)).prompts();

    assertThat(open).allSatisfy(each -> assertThat(each.logits()).isPresent());
    assertThat(gated).extracting(PromptAnswer::prompt).isEqualTo(PROMPTS);
    for (int i = 0; i < PROMPTS.size(); i++) {
      assertThat(gated.get(i).presence()).isEqualTo(open.get(i).presence());
      assertThat(gated.get(i).logits().isPresent()).isEqualTo(presences.get(i) >= between);
      if (gated.get(i).logits().isPresent()) {
        assertThat(gated.get(i).logits().get().values())
            .containsExactly(ungated.get(i), within(1e-4f));
      }
    }
    assertThat(gated).anyMatch(each -> each.logits().isEmpty());
  }

  @Test
  void presence_doesNotDependOnTheOtherQuestions() {
    List<PromptAnswer> together = answers(questions(0)).prompts();
    for (int i = 0; i < PROMPTS.size(); i++) {
      AskedPrompt alone = new AskedPrompt(PROMPTS.get(i), OptionalDouble.of(0));
      PromptAnswer answer =
          answers(new Questions(List.of(alone), List.of(), List.of())).prompts().get(0);
      assertThat(answer.presence().orElseThrow())
          .isCloseTo(together.get(i).presence().orElseThrow(), within(1e-5));
    }
  }

  @Test
  void moreShortQuestionsThanOnePassHolds_areAllAnswered() {
    List<AskedPrompt> many =
        IntStream.range(0, 60)
            .mapToObj(i -> new AskedPrompt(PROMPTS.get(i % PROMPTS.size()), OptionalDouble.of(1)))
            .toList();
    List<PromptAnswer> few = answers(questions(1)).prompts();
    List<PromptAnswer> all = answers(new Questions(many, List.of(), List.of())).prompts();
    for (int i = 0; i < many.size(); i++) {
      assertThat(all.get(i).logits()).isEmpty();
      assertThat(all.get(i).presence().orElseThrow())
          .isCloseTo(few.get(i % few.size()).presence().orElseThrow(), within(1e-5));
    }
  }

  @Test
  void attributes_areSharesThatDoNotDependOnTheOrderOfTheAnswers() {
    Attribute light = new Attribute("light", "Is it day or night?", List.of("day", "night"));
    Attribute turned = new Attribute("turned", "Is it day or night?", List.of("night", "day"));
    Attribute other = new Attribute("other", "What is it?", List.of("a", "a long answer", "b"));

    ImageAnswer answer =
        answers(new Questions(List.of(), List.of(), List.of(light, turned, other)));

    assertThat(answer.prompts()).isEmpty();
    assertThat(answer.attributes())
        .extracting(AttributeAnswer::attribute)
        .containsExactly(light, turned, other);
    List<Double> shares = answer.attributes().get(0).shares();
    assertThat(answer.attributes().get(1).shares().get(1)).isCloseTo(shares.get(0), within(1e-5));
    assertThat(answer.attributes().get(1).best()).isEqualTo(answer.attributes().get(0).best());
  }

  @Test
  void theAuthorsPadding_isAnOption_andAnotherModel() {
    List<Prompt> withMark = List.of(Prompt.ofClass("ears of the cat!"));
    SegmentationRequest request = request(withMark);
    try (Self1eModel authors = open(Map.of("padding", "id-zero"))) {
      assertThat(authors.version()).isNotEqualTo(model.version());
      assertThat(logits(authors, request).get(0))
          .isNotEqualTo(logits(model, request).get(0))
          .isEqualTo(
              model
                  .segment(List.of(request), PaddingRule.ID_ZERO)
                  .get(0)
                  .prompts()
                  .get(0)
                  .logits()
                  .orElseThrow()
                  .values());
    }
    try (Self1eModel named = open(Map.of("padding", "true"))) {
      assertThat(named.version()).isEqualTo(model.version());
    }
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> open(Map.of("padding", "none")))
        .withMessage("the option padding is true or id-zero, not \"none\"");
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> open(Map.of("beams", "4")))
        .withMessage("SELF1E has no option \"beams\"; it has decoding, padding");
  }

  @Test
  void severalTemplates_areAveraged() {
    PromptTemplate one =
        new PromptTemplate(PromptKind.CLASS, "Please segment the {text}.", "It is [SEG].");
    PromptTemplate two = new PromptTemplate(PromptKind.CLASS, "Where is {text}?", "Sure, [SEG].");
    List<AskedPrompt> asked = List.of(new AskedPrompt(PROMPTS.get(0), OptionalDouble.empty()));

    float[] first = values(answers(new Questions(asked, List.of(one), List.of())));
    float[] second = values(answers(new Questions(asked, List.of(two), List.of())));
    float[] both = values(answers(new Questions(asked, List.of(one, two), List.of())));

    float[] mean = new float[first.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (first[i] + second[i]) / 2;
    }
    assertThat(both).containsExactly(mean, within(1e-4f));
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void picturesOfDifferentTilings_inOneBatch_areAnsweredAsAlone() {
    Questions masks = Questions.masks(PROMPTS);
    SegmentationRequest small = new SegmentationRequest(model.prepare(picture, Tiling.ONE), masks);
    SegmentationRequest large =
        new SegmentationRequest(model.prepare(picture, Tiling.atMost(4)), masks);

    List<ImageAnswer> together = model.segment(List.of(small, large, small));

    for (int i = 0; i < PROMPTS.size(); i++) {
      float[] alone = logits(model, large).get(i);
      assertThat(together.get(1).prompts().get(i).logits().orElseThrow().values())
          .containsExactly(alone, within(1e-4f));
      assertThat(together.get(2).prompts().get(i).logits().orElseThrow().values())
          .containsExactly(logits(model, small).get(i), within(1e-4f));
    }
  }

  @Test
  void everyStageIsHeard_andTheVisionTowerOnce() {
    Map<Stage, Long> tokens = new EnumMap<>(Stage.class);
    Attribute light = new Attribute("light", "Is it day or night?", List.of("day", "night"));
    List<AskedPrompt> asked =
        PROMPTS.stream().map(each -> new AskedPrompt(each, OptionalDouble.of(0))).toList();
    List<Stage> heard = new ArrayList<>();
    model.listen(
        (stage, nanos, count) -> {
          heard.add(stage);
          tokens.merge(stage, count, Long::sum);
        });
    long before = NativeScope.open();
    answers(new Questions(asked, List.of(), List.of(light)));
    model.listen((stage, nanos, count) -> {});

    assertThat(NativeScope.open()).isEqualTo(before);
    assertThat(tokens.keySet()).containsExactly(Stage.values());
    assertThat(Collections.frequency(heard, Stage.VISION)).isEqualTo(1);
    assertThat(Collections.frequency(heard, Stage.PREFIX)).isEqualTo(1);
    assertThat(tokens.get(Stage.HEAD)).isEqualTo(16L * PROMPTS.size());
  }

  @Test
  void automaticPrecision_ofAFloat32Checkpoint_isFloat32() {
    try (Self1eModel automatic =
        GoldenData.open(GoldenData.QWEN2.resolve("checkpoint"), Precision.AUTO)) {
      assertThat(automatic.version()).isEqualTo(model.version());
    }
  }

  @Test
  void automaticPrecision_ofABfloat16Checkpoint_isTheSameAtEachStart() {
    Precision measured;
    try (Self1eModel automatic = GoldenData.open(GoldenData.DEMO_CHECKPOINT, Precision.AUTO)) {
      measured = automatic.precision();
      assertThat(measured).isNotEqualTo(Precision.AUTO);
    }
    try (Self1eModel automatic = GoldenData.open(GoldenData.DEMO_CHECKPOINT, Precision.AUTO)) {
      assertThat(automatic.precision()).isEqualTo(measured);
    }
  }

  @Test
  void anImageOfAnotherModel_isRefused() {
    PreparedImage foreign = new PreparedImage() {};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.segment(List.of(SegmentationRequest.masks(foreign, PROMPTS))));
  }

  private static Self1eModel open(Map<String, String> options) {
    return new Self1eProvider()
        .open(
            new ModelSettings(
                GoldenData.QWEN2.resolve("checkpoint"),
                Optional.empty(),
                Precision.FLOAT32,
                "cpu",
                ModelSettings.DEFAULT_TOKEN_BUDGET,
                options));
  }

  private static Questions questions(double presenceThreshold) {
    return new Questions(
        PROMPTS.stream()
            .map(each -> new AskedPrompt(each, OptionalDouble.of(presenceThreshold)))
            .toList(),
        List.of(),
        List.of());
  }

  private static ImageAnswer answers(Questions questions) {
    SegmentationRequest request =
        new SegmentationRequest(model.prepare(picture, Tiling.ONE), questions);
    return model.segment(List.of(request)).get(0);
  }

  private static float[] values(ImageAnswer answer) {
    return answer.prompts().get(0).logits().orElseThrow().values();
  }

  private static SegmentationRequest request(List<Prompt> prompts) {
    return SegmentationRequest.masks(model.prepare(picture, Tiling.ONE), prompts);
  }

  private static List<float[]> logits(Self1eModel model, SegmentationRequest request) {
    List<float[]> logits = new ArrayList<>();
    for (PromptAnswer answer : model.segment(List.of(request)).get(0).prompts()) {
      logits.add(answer.logits().orElseThrow().values());
    }
    return logits;
  }
}

package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.Precision;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationModelProvider;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
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

package io.prelabel.service.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.batch.inference.BatchListener;
import io.prelabel.batch.inference.BatcherSettings;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.inference.MicroBatcher;
import io.prelabel.batch.source.FolderImageSource;
import io.prelabel.integration.picture.ImageIoPictureDecoder;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Outcome;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.eval.EvaluationResult.Unread;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An example by hand. Pictures of 4 x 2 pixels; {@code #} is found at 0.5, {@code +} at 0.29,
 * {@code .} never; both rows are alike.
 *
 * <pre>
 * picture  class  truth  found  presence   IoU, gate off   IoU, gate at 0.5
 * a        cat    ##..   #...   0.8        1 / 2           1 / 2
 * a        dog    ....   ##..   0.4        0 / 2           1 (nothing, rightly)
 * b        cat    ##..   #+..   0.2        1 / 2           0 / 2 (missed)
 * b        dog    ..##   ..##   0.8        1               1
 * c        cat    ....   ....   0.8        1               1
 * c        dog    crowd  ####   0.8        not counted
 * </pre>
 */
class EvaluationRunTest {
  private static final String TRUTH =
      """
      {"images": [{"id": 1, "file_name": "a.png"}, {"id": 2, "file_name": "b.png", "width": 4, "height": 2},
                  {"id": 3, "file_name": "c.png"}, {"id": 4, "file_name": "gone.png"},
                  {"id": 5, "file_name": "wide.png", "width": 5, "height": 2},
                  {"id": 6, "file_name": "../secret.png"}],
       "categories": [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}, {"id": 3, "name": "owl"}],
       "annotations": [
         {"id": 1, "image_id": 1, "category_id": 1, "segmentation": {"size": [2, 4], "counts": [0, 4, 4]}},
         {"id": 2, "image_id": 2, "category_id": 1, "segmentation": {"size": [2, 4], "counts": [0, 4, 4]}},
         {"id": 3, "image_id": 2, "category_id": 2, "segmentation": {"size": [2, 4], "counts": [4, 4]}},
         {"id": 4, "image_id": 3, "category_id": 2, "iscrowd": 1, "segmentation": {"size": [2, 4], "counts": [0, 8]}}]}
      """;

  private static final CocoTruth COCO =
      CocoTruth.parse("truth.json", TRUTH.getBytes(StandardCharsets.UTF_8));

  private static final PromptSet PROMPTS =
      PromptSet.of(
          List.of(ClassPrompt.named("cat"), ClassPrompt.named("dog"), ClassPrompt.named("fox")));

  @TempDir private Path folder;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final PaintedModel model = new PaintedModel();
  private final MicroBatcher batcher =
      new MicroBatcher(model, BatcherSettings.DEFAULT, BatchListener.NONE);

  @BeforeEach
  void paint() throws IOException {
    paint("a.png", "#...", 0.8, "##..", 0.4);
    paint("b.png", "#+..", 0.2, "..##", 0.8);
    paint("c.png", "....", 0.8, "####", 0.8);
    paint("wide.png", "....", 0.8, "....", 0.8);
  }

  @AfterEach
  void close() {
    workers.shutdownNow();
    batcher.close();
  }

  @Test
  void figures_areThoseByHand() throws InterruptedException {
    EvaluationResult result = run();

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
    ClassResult cat = run().classes().get(0);

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
    EvaluationResult.Coverage coverage = run().coverage();

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
    paint("../secret.png", "....", 0.8, "....", 0.8);
    assertThat(run().coverage().unread().get(2).reason())
        .isEqualTo("outside the folders that may be read");
  }

  @Test
  void worstCases_beginWithWhatWasMissed() throws InterruptedException {
    WorstCases worst = run().worst();

    assertThat(worst.illFitting()).extracting(WorstCase::fileName).startsWith("b.png", "a.png");
    assertThat(worst.illFitting().get(0).outcome()).isEqualTo(Outcome.ABSENT);
    assertThat(worst.invented()).isEmpty();
  }

  @Test
  void noClassInCommon_isSaidBeforeAnythingIsAsked() {
    PromptSet owls = PromptSet.of(List.of(ClassPrompt.named("uhu")));
    assertThatThrownBy(() -> evaluationRun().run(COCO, folder.resolve("in"), owls, (a, b, c) -> {}))
        .hasMessage(
            "No class is in both: the truth has cat, dog, owl, the prompts have uhu; name the classes of the prompts as the truth does.");
  }

  private EvaluationResult run() throws InterruptedException {
    return evaluationRun().run(COCO, folder.resolve("in"), PROMPTS, (done, unread, all) -> {});
  }

  private EvaluationRun evaluationRun() {
    return new EvaluationRun(
        new InferenceEngine(model, batcher),
        new FolderImageSource(List.of(folder.resolve("in")), 1 << 20),
        new ImageIoPictureDecoder(),
        workers,
        2);
  }

  private void paint(String name, String cat, double catIsThere, String dog, double dogIsThere)
      throws IOException {
    BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 4; x++) {
      image.setRGB(x, 0, value(cat.charAt(x)) << 16 | value(dog.charAt(x)) << 8);
    }
    image.setRGB(0, 1, (int) (255 * catIsThere) << 16 | (int) (255 * dogIsThere) << 8);
    Path file = folder.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static int value(char pixel) {
    return PaintedModel.logit(pixel == '#' ? 6 : pixel == '+' ? -0.85 : -6);
  }

  private static Offset<Double> nearly() {
    return within(1e-12);
  }
}

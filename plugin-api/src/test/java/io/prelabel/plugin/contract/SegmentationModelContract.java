package io.prelabel.plugin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.ImageAnswer;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What every {@link SegmentationModel} must do. The author of a model extends this class, says how
 * to open a small checkpoint, and gives two pictures and two prompts; JUnit runs the rest.
 *
 * <p>The model is opened three times. Give it a token budget of a few requests, since one test
 * sends a batch beyond the budget.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SegmentationModelContract {
  private static final int THREADS = 4;

  /** A batch beyond the budget needs no more requests than this. */
  private static final int MAX_REQUESTS = 200;

  private SegmentationModel model;

  /** Opens the model; called several times, each result is closed by the kit. */
  protected abstract SegmentationModel openModel();

  /** Returns two pictures of different sizes. */
  protected abstract List<Picture> pictures();

  /** Returns at least two different prompts. */
  protected abstract List<Prompt> prompts();

  /**
   * Returns how far a logit may move with the company that its request is batched with. The default
   * suits float32.
   */
  protected double tolerance() {
    return 2e-3;
  }

  @BeforeAll
  public void open() {
    model = openModel();
  }

  @AfterAll
  public void close() {
    model.close();
  }

  @Test
  public void version_isWellFormed() {
    ModelVersion version = model.version();
    assertThat(version.name()).as("name").isNotBlank();
    assertThat(version.id()).as("id").matches("[a-z0-9.-]{1,64}");
    assertThat(version).as("asked twice").isEqualTo(model.version());
  }

  @Test
  public void version_isTheSameWhereverTheCheckpointIsOpened() {
    try (SegmentationModel again = openModel()) {
      assertThat(again.version()).isEqualTo(model.version());
    }
  }

  @Test
  public void anOpenModelIsHealthy() {
    assertThat(model.check().problem()).isEmpty();
  }

  @Test
  public void close_repeated_doesNothing() {
    SegmentationModel other = openModel();
    other.close();
    other.close();
  }

  @Test
  public void everyPromptIsAnsweredInOrder() {
    List<Prompt> reversed = new ArrayList<>(prompts());
    Collections.reverse(reversed);
    assertThat(prompts()).as("prompts to try").hasSizeGreaterThan(1).doesNotHaveDuplicates();
    for (List<Prompt> order : List.of(prompts(), reversed)) {
      List<PromptAnswer> answers = ask(request(0, order));
      assertThat(answers).extracting(PromptAnswer::prompt).isEqualTo(order);
    }
  }

  @Test
  public void answersAreWellFormed() {
    List<PromptAnswer> answers = ask(request(0, prompts()));
    for (PromptAnswer answer : answers) {
      answer
          .presence()
          .ifPresent(presence -> assertThat(presence).as("presence").isBetween(0.0, 1.0));
      assertThat(answer.logits().isPresent() || answer.presence().isPresent())
          .as("%s has logits or was ruled out by its presence", answer.prompt())
          .isTrue();
      answer.logits().ifPresent(SegmentationModelContract::assertFinite);
    }
    assertThat(answers.stream().flatMap(answer -> answer.logits().stream()).map(this::shape))
        .as("shapes of the grids of one picture")
        .satisfies(shapes -> assertThat(shapes.stream().distinct()).hasSizeLessThan(2));
  }

  @Test
  public void theSameRequestTwice_getsTheSameLogits() {
    SegmentationRequest request = request(0, prompts());
    assertClose(ask(request), ask(request), 0);
  }

  @Test
  public void aPromptsAnswerDoesNotDependOnTheOthers() {
    List<PromptAnswer> together = ask(request(0, prompts()));
    for (int i = 0; i < together.size(); i++) {
      List<PromptAnswer> alone = ask(request(0, List.of(prompts().get(i))));
      assertClose(List.of(together.get(i)), alone, tolerance());
    }
  }

  @Test
  public void aBatchOfTwoPictures_isAnsweredAsEachAlone() {
    SegmentationRequest first = request(0, prompts());
    SegmentationRequest second = request(1, prompts().subList(0, 1));

    List<ImageAnswer> both = model.segment(List.of(first, second));

    assertThat(both).hasSize(2);
    assertClose(both.get(0).prompts(), ask(first), tolerance());
    assertClose(both.get(1).prompts(), ask(second), tolerance());
  }

  @Test
  public void aBatchBeyondTheTokenBudget_isAnswered() {
    SegmentationRequest request = request(0, prompts().subList(0, 1));
    int copies = model.tokenBudget() / model.tokens(request) + 1;
    assertThat(copies)
        .as("requests that a token budget of %d holds; open it smaller", model.tokenBudget())
        .isLessThanOrEqualTo(MAX_REQUESTS);
    List<PromptAnswer> alone = ask(request);

    List<ImageAnswer> answers = model.segment(Collections.nCopies(copies, request));

    assertThat(answers).hasSize(copies);
    answers.forEach(each -> assertClose(each.prompts(), alone, tolerance()));
  }

  @Test
  public void aRequestBeyondTheTokenBudget_isAnswered() {
    Prompt prompt = prompts().get(0);
    int one = model.tokens(request(0, List.of(prompt)));
    int added = model.tokens(request(0, List.of(prompt, prompt))) - one;
    int copies = (model.tokenBudget() - one) / added + 2;
    SegmentationRequest request = request(0, Collections.nCopies(copies, prompt));
    assertThat(model.tokens(request)).isGreaterThan(model.tokenBudget());

    List<PromptAnswer> alone = ask(request(0, List.of(prompt)));
    assertClose(ask(request), Collections.nCopies(copies, alone.get(0)), tolerance());
  }

  @Test
  public void tokensGrowWithThePrompts() {
    int one = model.tokens(request(0, prompts().subList(0, 1)));
    int all = model.tokens(request(0, prompts()));
    assertThat(one).isPositive().isLessThan(all);
    assertThat(model.tokenBudget()).isPositive();
  }

  @Test
  public void prepare_fromSeveralThreadsAtOnce_givesTheSameImage() throws Exception {
    List<PromptAnswer> expected = ask(request(0, prompts()));
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<PreparedImage>> images = new ArrayList<>();
      for (int i = 0; i < 2 * THREADS; i++) {
        images.add(threads.submit(() -> model.prepare(pictures().get(0), Tiling.ONE)));
      }
      for (Future<PreparedImage> image : images) {
        assertClose(ask(SegmentationRequest.masks(image.get(), prompts())), expected, 0);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private SegmentationRequest request(int picture, List<Prompt> prompts) {
    return SegmentationRequest.masks(model.prepare(pictures().get(picture), Tiling.ONE), prompts);
  }

  private List<PromptAnswer> ask(SegmentationRequest request) {
    List<ImageAnswer> answers = model.segment(List.of(request));
    assertThat(answers).as("answers to one request").hasSize(1);
    return answers.get(0).prompts();
  }

  private String shape(LogitGrid grid) {
    return grid.rows() + " x " + grid.columns();
  }

  private static void assertFinite(LogitGrid grid) {
    for (float value : grid.values()) {
      assertThat(Float.isFinite(value)).as("logit %s is finite", value).isTrue();
    }
  }

  private static void assertClose(
      List<PromptAnswer> actual, List<PromptAnswer> expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      LogitGrid a = actual.get(i).logits().orElse(null);
      LogitGrid b = expected.get(i).logits().orElse(null);
      assertThat(a == null).as("has no logits").isEqualTo(b == null);
      if (a != null && b != null) {
        assertThat(largestDifference(a, b))
            .as("largest difference of a logit for %s", actual.get(i).prompt())
            .isLessThanOrEqualTo(tolerance);
      }
    }
  }

  private static double largestDifference(LogitGrid a, LogitGrid b) {
    assertThat(a.values()).as("cells").hasSameSizeAs(b.values());
    double largest = 0;
    for (int i = 0; i < a.values().length; i++) {
      largest = Math.max(largest, Math.abs((double) a.values()[i] - b.values()[i]));
    }
    return largest;
  }
}

package io.prelabel.batch.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.batch.testing.ColourModel;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MicroBatcherTest {
  private static final Asker RUN_1 = Asker.ofRun(1);
  private static final Asker RUN_2 = Asker.ofRun(2);

  private final ColourModel model = new ColourModel();
  private final MicroBatcher batcher =
      new MicroBatcher(model, new BatcherSettings(10, Duration.ZERO), BatchListener.NONE);

  @AfterEach
  void close() {
    model.release(1000);
    batcher.close();
  }

  @Test
  void submit_answersEachPromptOfEachRequest() throws Exception {
    Inference inference = batcher.submit(request("red", "blue"), RUN_1).get();
    assertThat(inference.answer().prompts())
        .extracting(each -> each.prompt().text())
        .containsExactly("red", "blue");
    assertThat(inference.inferenceMillis()).isPositive();
    assertThat(inference.waitMillis()).isNotNegative();
  }

  @Test
  @Timeout(10)
  void aListenerThatFailsInAnyWay_doesNotEndTheEngine() throws Exception {
    BatchListener broken =
        (requests, tokens, wait, millis) -> {
          throw new NoClassDefFoundError("a meter");
        };
    try (MicroBatcher heard =
        new MicroBatcher(model, new BatcherSettings(10, Duration.ZERO), broken)) {
      heard.submit(request("red"), RUN_1).get();
      assertThat(heard.submit(request("blue"), RUN_1).get().answer().prompts()).hasSize(1);
    }
  }

  @Test
  void requestsThatGatherWhileTheEngineIsBusy_formOneBatch() throws Exception {
    occupyEngine();
    List<CompletableFuture<Inference>> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      waiting.add(batcher.submit(request("red"), RUN_1));
    }
    model.release(2);
    for (CompletableFuture<Inference> each : waiting) {
      assertThat(each.get().batchSize()).isEqualTo(5);
    }
  }

  @Test
  void requestsOfManyThreads_areGatheredWithinTheGatherTime() throws Exception {
    try (MicroBatcher patient =
        new MicroBatcher(
            model, new BatcherSettings(10, Duration.ofSeconds(20)), BatchListener.NONE)) {
      // 8 one-token requests fill the budget of 8, which ends the gathering long before its time
      List<Inference> answers =
          IntStream.range(0, 8)
              .parallel()
              .mapToObj(i -> patient.trySubmit(request("red"), Asker.ofRun(i)))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers).extracting(Inference::batchSize).containsOnly(8);
    }
  }

  @Test
  void aBatch_keepsToTheTokenBudgetButHoldsOneRequestAtLeast() throws Exception {
    model.withTokenBudget(3);
    occupyEngine();
    CompletableFuture<Inference> two = batcher.submit(request("red", "blue"), RUN_1);
    CompletableFuture<Inference> next = batcher.submit(request("red", "blue"), RUN_1);
    CompletableFuture<Inference> large =
        batcher.submit(request("red", "blue", "green", "cyan"), RUN_1);
    model.release(10);
    assertThat(two.get().batchSize()).isEqualTo(1);
    assertThat(next.get().batchSize()).isEqualTo(1);
    assertThat(large.get().answer().prompts()).hasSize(4);
  }

  @Test
  void aPersonsRequest_passesThoseOfRuns() throws Exception {
    model.withTokenBudget(1);
    occupyEngine();
    SegmentationRequest batch = request("red");
    SegmentationRequest person = request("blue");
    CompletableFuture<Inference> last = batcher.submit(batch, RUN_1);
    batcher.submit(person, Asker.PERSON);
    model.release(3);
    last.get();
    assertThat(model.batches().subList(1, 3)).containsExactly(List.of(person), List.of(batch));
  }

  @Test
  void runs_takeTurns() throws Exception {
    model.withTokenBudget(1);
    occupyEngine();
    SegmentationRequest first = request("red");
    SegmentationRequest second = request("red");
    SegmentationRequest other = request("blue");
    batcher.submit(first, RUN_1);
    CompletableFuture<Inference> last = batcher.submit(second, RUN_1);
    batcher.submit(other, RUN_2);
    model.release(4);
    last.get();
    assertThat(model.batches().subList(1, 4))
        .containsExactly(List.of(first), List.of(other), List.of(second));
  }

  @Test
  void oneBadRequest_failsAlone() throws Exception {
    model.before(
        batch -> {
          if (batch.stream()
              .anyMatch(
                  each -> each.questions().prompts().get(0).prompt().text().equals("poison"))) {
            throw PluginException.badInput("That word is poison.");
          }
        });
    occupyEngine();
    CompletableFuture<Inference> good = batcher.submit(request("red"), RUN_1);
    CompletableFuture<Inference> bad = batcher.submit(request("poison"), RUN_1);
    CompletableFuture<Inference> alsoGood = batcher.submit(request("blue"), RUN_2);
    model.release(10);
    assertThat(good.get().answer().prompts()).hasSize(1);
    assertThat(alsoGood.get().answer().prompts()).hasSize(1);
    assertThat(failureOf(bad).category()).isEqualTo(FailureCategory.BAD_INPUT);
    assertThat(failureOf(bad)).hasMessage("That word is poison.");
  }

  @Test
  void aBatchThatIsTooLarge_isTriedOneByOne() throws Exception {
    model.before(
        batch -> {
          if (batch.size() > 1) {
            throw new OutOfMemoryError("activations");
          }
        });
    occupyEngine();
    CompletableFuture<Inference> first = batcher.submit(request("red"), RUN_1);
    CompletableFuture<Inference> second = batcher.submit(request("blue"), RUN_1);
    model.release(10);
    assertThat(first.get().batchSize()).isEqualTo(1);
    assertThat(second.get().batchSize()).isEqualTo(1);
  }

  @Test
  void aModelThatBreaks_isOneFailureAndNotTheEndOfTheEngine() throws Exception {
    model.before(
        batch -> {
          throw new IllegalStateException("native code");
        });
    assertThat(failureOf(batcher.submit(request("red"), RUN_1)).category())
        .isEqualTo(FailureCategory.BUG);
    model.before(batch -> {});
    assertThat(batcher.submit(request("red"), RUN_1).get().answer().prompts()).hasSize(1);
  }

  @Test
  void trySubmit_whileTheQueueIsFull_refuses() throws Exception {
    occupyEngine();
    fillQueue();
    assertThat(failureOf(batcher.trySubmit(request("red"), RUN_2)).category())
        .isEqualTo(FailureCategory.OVER_CAPACITY);
  }

  @Test
  void runs_thatFillTheQueue_leaveRoomForPersons() throws Exception {
    occupyEngine();
    fillQueue();
    CompletableFuture<Inference> person = batcher.trySubmit(request("red"), Asker.PERSON);
    model.release(10);
    assertThat(person.get().answer().prompts()).hasSize(1);
  }

  @Test
  void submit_whileTheQueueIsFull_waitsForRoom() throws Exception {
    occupyEngine();
    fillQueue();
    CountDownLatch entered = new CountDownLatch(1);
    CompletableFuture<Inference> eleventh =
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    entered.countDown();
                    return batcher.submit(request("blue"), RUN_1);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                })
            .thenCompose(future -> future);
    entered.await();
    assertThat(batcher.waiting()).isEqualTo(10);
    model.release(10);
    assertThat(eleventh.get().answer().prompts()).hasSize(1);
  }

  @Test
  void aCancelledRequest_neverReachesTheModel() throws Exception {
    occupyEngine();
    SegmentationRequest cancelled = request("blue");
    batcher.submit(cancelled, RUN_1).cancel(false);
    CompletableFuture<Inference> other = batcher.submit(request("red"), RUN_1);
    model.release(10);
    other.get();
    assertThat(model.batches()).noneMatch(batch -> batch.contains(cancelled));
  }

  @Test
  void close_endsTheRunningBatchAndRefusesTheRest() throws Exception {
    CompletableFuture<Inference> running = occupyEngine();
    CompletableFuture<Inference> waiting = batcher.submit(request("red"), RUN_1);
    Thread closer = new Thread(batcher::close);
    closer.start();
    assertThat(failureOf(waiting).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    model.release(1);
    closer.join();
    assertThat(running.get(1, TimeUnit.SECONDS).answer().prompts()).hasSize(1);
    assertThat(failureOf(batcher.submit(request("red"), RUN_1)).category())
        .isEqualTo(FailureCategory.UNAVAILABLE);
  }

  @Test
  void settings_withoutRoom_areRefused() {
    assertThatThrownBy(() -> new BatcherSettings(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Gives the engine a batch that it holds until {@link ColourModel#release}. */
  private CompletableFuture<Inference> occupyEngine() throws InterruptedException {
    model.hold();
    CompletableFuture<Inference> running = batcher.submit(request("red"), RUN_1);
    model.awaitBegun(1);
    return running;
  }

  private void fillQueue() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      batcher.submit(request("red"), RUN_1);
    }
  }

  private SegmentationRequest request(String... prompts) {
    Picture picture = new Picture(1, 1, new byte[3]);
    return SegmentationRequest.masks(
        model.prepare(picture, Tiling.ONE),
        List.of(prompts).stream().map(Prompt::ofClass).toList());
  }

  private static PluginException failureOf(CompletableFuture<Inference> future) throws Exception {
    try {
      future.get();
    } catch (ExecutionException e) {
      return (PluginException) e.getCause();
    }
    throw new AssertionError("it did not fail");
  }
}

package io.prelabel.batch.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.batch.testing.ColourModel;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The model's memory is a fake allocator of so many tokens; a batch that needs more fails. */
@Timeout(20)
class OutOfMemoryTest {
  private static final Asker RUN = Asker.ofRun(1);

  private final AtomicInteger memory = new AtomicInteger(Integer.MAX_VALUE);
  private final AtomicInteger failures = new AtomicInteger();
  private final ColourModel model = new ColourModel().withTokenBudget(16);
  private final MicroBatcher batcher =
      new MicroBatcher(model, new BatcherSettings(100, Duration.ZERO), BatchListener.NONE);

  @BeforeEach
  void allocate() {
    model.before(
        batch -> {
          if (tokens(batch) > memory.get()) {
            failures.incrementAndGet();
            throw new PluginException(FailureCategory.OVER_CAPACITY, "memory ran out");
          }
        });
  }

  @AfterEach
  void close() {
    model.release(1000);
    batcher.close();
  }

  @Test
  void aBatchThatMemoryDoesNotHold_isHalvedUntilItFitsAndKeepsItsOrder() throws Exception {
    memory.set(4);
    List<SegmentationRequest> asked = requests(16);
    answerAllOf(asked);
    List<List<SegmentationRequest>> answered =
        model.batches().stream().skip(1).filter(batch -> batch.size() <= 4).toList();
    assertThat(answered).allSatisfy(batch -> assertThat(batch).hasSize(4));
    assertThat(answered.stream().flatMap(List::stream)).containsExactlyElementsOf(asked);
  }

  @Test
  void theSizeThatWorked_isRemembered() throws Exception {
    memory.set(4);
    answerAllOf(requests(16));
    assertThat(failures).as("16, then 8").hasValue(2);
    answerAllOf(requests(16));
    answerAllOf(requests(16));
    assertThat(failures).hasValue(2);
  }

  @Test
  void memoryThatComesBack_isUsedAgain() throws Exception {
    memory.set(4);
    answerAllOf(requests(16));
    memory.set(16);
    for (int round = 0; round < 300 && last().size() < 16; round++) {
      answerAllOf(requests(16));
    }
    assertThat(last()).hasSize(16);
    assertThat(failures).hasValue(2);
  }

  @Test
  void memoryThatShrinksAndGrows_losesNothing() throws Exception {
    for (int size : List.of(16, 1, 3, 7, 2, 16, 5, 1, 9)) {
      memory.set(size);
      answerAllOf(requests(16));
    }
  }

  @Test
  void requestsOfUnequalSize_areCutBetweenThem() throws Exception {
    memory.set(7);
    answerAllOf(List.of(request(5), request(1), request(1), request(5), request(3)));
    assertThat(model.batches()).anyMatch(batch -> tokens(batch) == 7);
  }

  @Test
  void oneRequestThatMemoryDoesNotHold_failsAlone() throws Exception {
    memory.set(2);
    List<CompletableFuture<Inference>> futures =
        submit(List.of(request(1), request(3), request(1)));
    assertThat(futures.get(0).join().answer().prompts()).hasSize(1);
    assertThat(futures.get(2).join().answer().prompts()).hasSize(1);
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(futures.get(1)::join)
        .havingCause()
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.OVER_CAPACITY));
  }

  @Test
  void aRequestThatNeverFits_doesNotMakeTheOthersBatchesSmaller() throws Exception {
    memory.set(16);
    answerAllOf(requests(1));
    for (int i = 0; i < 5; i++) {
      submit(List.of(request(17))).forEach(each -> each.exceptionally(e -> null).join());
    }
    answerAllOf(requests(16));
    assertThat(last()).hasSize(16);
  }

  /** While the engine is busy with one request, the others gather into one batch. */
  private List<CompletableFuture<Inference>> submit(List<SegmentationRequest> requests)
      throws InterruptedException {
    model.hold();
    int begun = model.batches().size();
    CompletableFuture<Inference> busy = batcher.submit(request(1), RUN);
    model.awaitBegun(begun + 1);
    List<CompletableFuture<Inference>> futures = new ArrayList<>();
    for (SegmentationRequest each : requests) {
      futures.add(batcher.submit(each, RUN));
    }
    model.letGo();
    busy.join();
    return futures;
  }

  private void answerAllOf(List<SegmentationRequest> requests) throws InterruptedException {
    List<CompletableFuture<Inference>> futures = submit(requests);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(futures.get(i).join().answer().prompts())
          .hasSize(requests.get(i).questions().prompts().size());
    }
  }

  private List<SegmentationRequest> last() {
    return model.batches().get(model.batches().size() - 1);
  }

  private List<SegmentationRequest> requests(int count) {
    List<SegmentationRequest> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(request(1));
    }
    return requests;
  }

  private SegmentationRequest request(int tokens) {
    return SegmentationRequest.masks(
        model.prepare(new Picture(1, 1, new byte[3]), Tiling.ONE),
        Collections.nCopies(tokens, Prompt.ofClass("red")));
  }

  private int tokens(List<SegmentationRequest> batch) {
    return batch.stream().mapToInt(model::tokens).sum();
  }
}

package io.prelabel.batch.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.prelabel.batch.testing.ColourModel;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.model.ModelVersion;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.SegmentationRequest;
import io.prelabel.plugin.model.Tiling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two models that a test holds and lets go batch by batch, so that it decides their speed. */
@Timeout(20)
class SeveralDevicesTest {
  private static final Asker RUN_1 = Asker.ofRun(1);
  private static final Asker RUN_2 = Asker.ofRun(2);

  private final ColourModel first = new ColourModel().withTokenBudget(1);
  private final ColourModel second = new ColourModel().withTokenBudget(1);
  private final MicroBatcher batcher = batcher(Duration.ZERO);

  @AfterEach
  void close() {
    first.letGo();
    second.letGo();
    batcher.close();
  }

  @Test
  void work_isSharedBySpeed() throws Exception {
    occupyBoth();
    List<CompletableFuture<Inference>> futures = submit(batcher, 12);
    for (int i = 0; i < 3; i++) { // three times as fast
      finishBatches(first, 3);
      finishBatches(second, 1);
    }
    assertThat(first.batches()).hasSize(1 + 9);
    assertThat(second.batches()).hasSize(1 + 3);
    letGo();
    join(futures);
  }

  @Test
  void whatWaits_isDividedAmongThoseThatAreFree() throws Exception {
    Semaphore begun = new Semaphore(0);
    Semaphore goOn = new Semaphore(0);
    for (ColourModel each : List.of(first, second)) {
      each.withTokenBudget(8)
          .before(
              batch -> {
                begun.release();
                goOn.acquireUninterruptibly();
              });
    }
    try (MicroBatcher patient = batcher(Duration.ofMinutes(1))) {
      List<CompletableFuture<Inference>> futures = submit(patient, 8);
      begun.acquire(); // the eighth ended the gathering
      futures.addAll(submit(patient, 4));
      begun.acquire(); // and so did these, for the other one
      goOn.release(2);
      join(futures);
    }
    assertThat(Stream.of(first, second).map(each -> each.batches().get(0).size()))
        .containsExactlyInAnyOrder(4, 8);
  }

  @Test
  void personsComeFirst_andRunsTakeTurns_onWhateverIsFree() throws Exception {
    occupyBoth();
    SegmentationRequest one = request("red");
    SegmentationRequest two = request("red");
    SegmentationRequest other = request("red");
    SegmentationRequest person = request("blue");
    List<CompletableFuture<Inference>> futures = new ArrayList<>();
    futures.add(batcher.submit(one, RUN_1));
    futures.add(batcher.submit(two, RUN_1));
    futures.add(batcher.submit(other, RUN_2));
    futures.add(batcher.submit(person, Asker.PERSON));
    finishBatches(first, 1);
    finishBatches(second, 1);
    finishBatches(first, 1);
    finishBatches(second, 1);
    assertThat(first.batches().subList(1, 3)).containsExactly(List.of(person), List.of(other));
    assertThat(second.batches().subList(1, 3)).containsExactly(List.of(one), List.of(two));
    letGo();
    join(futures);
  }

  @Test
  void eachLearnsItsOwnMemory() throws Exception {
    second.before(
        batch -> {
          if (batch.size() > 1) {
            throw new PluginException(FailureCategory.OVER_CAPACITY, "memory ran out");
          }
        });
    occupyBoth();
    first.withTokenBudget(4);
    second.withTokenBudget(4);
    List<CompletableFuture<Inference>> slow = submit(batcher, 12);
    second.letGo();
    join(slow);
    assertThat(second.batches().stream().map(List::size).filter(size -> size > 1))
        .containsExactly(4, 2);

    second.hold();
    List<CompletableFuture<Inference>> quick = submit(batcher, 9);
    second.awaitBegun(1 + 2 + 12 + 1);
    first.letGo();
    first.awaitBegun(3);
    letGo();
    join(quick);
    assertThat(first.batches().subList(1, 3)).allSatisfy(batch -> assertThat(batch).hasSize(4));
  }

  @Test
  void aRequestThatFailsOnOneDevice_isAnsweredByAnother() throws Exception {
    first.before(batch -> crash());
    occupyBoth();
    CompletableFuture<Inference> failing = batcher.submit(request("red"), RUN_1);
    finishBatches(first, 1);
    letGo();
    assertThat(failing.join().answer().prompts()).hasSize(1);
  }

  @Test
  void aDeviceThatDied_losesNothingGetsNoMoreWorkAndIsReported() throws Exception {
    first.before(batch -> crash());
    List<CompletableFuture<Inference>> futures = new ArrayList<>(occupyBoth());
    futures.addAll(submit(batcher, 10));
    finishBatches(first, Replica.FAILURES_THAT_TELL);
    assertThat(batcher.check().problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("cuda:0", "3 times in a row"));
    letGo();
    join(futures);
    assertThat(batcher.check().problem())
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("cuda:0", "device lost", "restart"));

    int begun = first.batches().size();
    join(submit(batcher, 20));
    assertThat(first.batches()).hasSize(begun);
  }

  @Test
  void aRequestThatFailsEverywhere_failsAloneAndBlamesNoDevice() throws Exception {
    Stream.of(first, second)
        .forEach(
            model ->
                model.before(
                    batch -> {
                      if (batch.get(0).questions().prompts().get(0).prompt().text().equals("bad")) {
                        crash();
                      }
                    }));
    CompletableFuture<Inference> bad = batcher.submit(request("bad"), RUN_1);
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(bad::join)
        .withCauseInstanceOf(PluginException.class);
    join(submit(batcher, 10));
    assertThat(batcher.check().isOk()).isTrue();
    assertThat(first.batches().size() + second.batches().size()).isEqualTo(2 + 10);
  }

  @Test
  void whereAllDevicesDie_requestsFailInsteadOfWaiting() {
    first.before(batch -> crash());
    second.before(batch -> crash());
    for (int i = 0; i < 6; i++) {
      CompletableFuture<Inference> future = batcher.trySubmit(request("red"), RUN_1);
      assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join);
    }
    assertThat(batcher.check().isOk()).isFalse();
  }

  @Test
  void close_waitsForAllAndRefusesTheRest() throws Exception {
    List<CompletableFuture<Inference>> running = occupyBoth();
    List<CompletableFuture<Inference>> waiting = submit(batcher, 3);
    Thread closer = new Thread(batcher::close);
    closer.start();
    for (CompletableFuture<Inference> each : waiting) {
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(each::join)
          .withMessageContaining("shutting down");
    }
    first.letGo();
    running.get(0).join();
    assertThat(closer.isAlive()).isTrue();
    second.letGo();
    closer.join();
    join(running);
  }

  @Test
  void modelsOfTwoVersions_areRefused() {
    List<DeviceModel> unequal =
        List.of(
            new DeviceModel("cuda:0", first),
            new DeviceModel("cuda:1", new ColourModel(new ModelVersion("colour", "colour-2"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MicroBatcher(unequal, BatcherSettings.DEFAULT, BatchListener.NONE))
        .withMessageContaining("one version");
  }

  private static void crash() {
    throw new PluginException(FailureCategory.BUG, "device lost");
  }

  /** Gives each a batch that it holds; returns the first model's future first. */
  private List<CompletableFuture<Inference>> occupyBoth() throws InterruptedException {
    first.hold();
    second.hold();
    SegmentationRequest request = request("red");
    CompletableFuture<Inference> one = batcher.submit(request, RUN_1);
    CompletableFuture<Inference> two = batcher.submit(request("red"), RUN_1);
    first.awaitBegun(1);
    second.awaitBegun(1);
    boolean isOneOnFirst = first.batches().get(0).contains(request);
    return isOneOnFirst ? List.of(one, two) : List.of(two, one);
  }

  /** Lets a model end so many batches, and waits until it has begun the next. */
  private static void finishBatches(ColourModel model, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      int begun = model.batches().size();
      model.release(1);
      model.awaitBegun(begun + 1);
    }
  }

  private MicroBatcher batcher(Duration gatherTime) {
    return new MicroBatcher(
        List.of(new DeviceModel("cuda:0", first), new DeviceModel("cuda:1", second)),
        new BatcherSettings(100, gatherTime),
        BatchListener.NONE);
  }

  private List<CompletableFuture<Inference>> submit(MicroBatcher to, int count)
      throws InterruptedException {
    List<CompletableFuture<Inference>> futures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      futures.add(to.submit(request("red"), RUN_1));
    }
    return futures;
  }

  private void letGo() {
    first.letGo();
    second.letGo();
  }

  private static void join(List<CompletableFuture<Inference>> futures) {
    futures.forEach(each -> assertThat(each.join().answer().prompts()).hasSize(1));
  }

  private SegmentationRequest request(String prompt) {
    return SegmentationRequest.masks(
        first.prepare(new Picture(1, 1, new byte[3]), Tiling.ONE), List.of(Prompt.ofClass(prompt)));
  }
}

package io.prelabel.db.run;

import static io.prelabel.db.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.db.StaleStateException;
import io.prelabel.db.process.Liveness;
import io.prelabel.db.testing.Examples;
import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.FailureCategory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataIntegrityViolationException;

class WorkItemsTest {
  private static final UUID OWNER = UUID.randomUUID();
  private static final ItemFailure UNAVAILABLE =
      new ItemFailure(FailureCategory.UNAVAILABLE, "The share is gone.");
  private static final ItemFailure BAD_INPUT =
      new ItemFailure(FailureCategory.BAD_INPUT, "truncated\u0000");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void claim_returnsTheImageAndCountsTheAttempt() {
    Run run = running(2);
    List<ClaimedItem> claimed = items().claim(run.id(), OWNER, 1, NOON);
    assertThat(claimed).hasSize(1);
    assertThat(claimed.get(0).image().fileName()).isEqualTo("picture 001.png");
    assertThat(claimed.get(0).attempt()).isEqualTo(1);
    assertThat(count(run, WorkItemState.RUNNING)).isEqualTo(1);
    assertThat(count(run, WorkItemState.QUEUED)).isEqualTo(1);
  }

  @Test
  void claim_byWorkersAtTheSameTime_neverOverlaps() throws Exception {
    Run run = running(200);
    Callable<List<Long>> worker =
        () -> {
          List<Long> mine = new ArrayList<>();
          List<ClaimedItem> claimed;
          do {
            claimed = items().claim(run.id(), OWNER, 3, NOON);
            claimed.forEach(each -> mine.add(each.id()));
          } while (!claimed.isEmpty());
          return mine;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Long> all = new ArrayList<>();
      for (Future<List<Long>> each : threads.invokeAll(List.of(worker, worker, worker, worker))) {
        all.addAll(each.get());
      }
      assertThat(all).hasSize(200).doesNotHaveDuplicates();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void claim_whileAnotherClaimIsNotYetCommitted_passesItsItemsOver() {
    Run run = running(4);
    database
        .transaction()
        .executeWithoutResult(
            status -> {
              List<ClaimedItem> first = items().claim(run.id(), OWNER, 2, NOON);
              List<ClaimedItem> second =
                  inOtherConnection(() -> items().claim(run.id(), OWNER, 4, NOON));
              assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
            });
  }

  @Test
  void claim_ofARunThatIsNotRunning_returnsNothing() {
    Run run = Examples.anyRun(database, 2);
    assertThat(items().claim(run.id(), OWNER, 2, NOON)).isEmpty();
  }

  @Test
  void succeed_keepsNotesAndTimings() {
    Run run = running(1);
    ClaimedItem item = claimOne(run, NOON);
    ItemTimings timings = ItemTimings.of(3.5, 1, 40.25, 2);
    items().succeed(item, WorkItemState.EMPTY, List.of("first of 12 frames"), false, timings, NOON);
    WorkItem stored = items().find(run.id(), item.image().id()).orElseThrow();
    assertThat(stored.state()).isEqualTo(WorkItemState.EMPTY);
    assertThat(stored.notes()).containsExactly("first of 12 frames");
    assertThat(stored.timings()).isEqualTo(timings);
    assertThat(stored.endedAt()).contains(NOON);
  }

  @Test
  void succeed_twice_isStaleAndNamesTheItem() {
    Run run = running(1);
    ClaimedItem item = claimOne(run, NOON);
    items().succeed(item, WorkItemState.DONE, List.of(), false, ItemTimings.NONE, NOON);
    assertThatThrownBy(
            () ->
                items().succeed(item, WorkItemState.DONE, List.of(), false, ItemTimings.NONE, NOON))
        .isInstanceOf(StaleStateException.class)
        .hasMessageContaining("work item " + item.id());
  }

  @Test
  void fail_ofBadInput_endsAtOnceWithTheReason() {
    Run run = running(1);
    ClaimedItem item = claimOne(run, NOON);
    assertThat(items().fail(item, BAD_INPUT, RetryPolicy.DEFAULT, NOON))
        .isEqualTo(WorkItemState.FAILED);
    assertThat(items().page(run.id(), WorkItemState.FAILED, 0, 10))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.failure())
                    .contains(new ItemFailure(FailureCategory.BAD_INPUT, "truncated\uFFFD")));
  }

  @Test
  void fail_ofATransientKind_isTriedAgainLaterAndThreeTimesInAll() {
    Run run = running(1);
    Instant now = NOON;
    assertThat(items().fail(claimOne(run, now), UNAVAILABLE, RetryPolicy.DEFAULT, now))
        .isEqualTo(WorkItemState.QUEUED);
    assertThat(items().claim(run.id(), OWNER, 1, now)).isEmpty();
    assertThat(items().isSomethingToCome(run.id(), OWNER)).isTrue();
    assertThat(items().claim(run.id(), OWNER, 1, now.plusSeconds(2).minusMillis(1))).isEmpty();

    now = now.plusSeconds(2);
    assertThat(items().fail(claimOne(run, now), UNAVAILABLE, RetryPolicy.DEFAULT, now))
        .isEqualTo(WorkItemState.QUEUED);
    assertThat(items().claim(run.id(), OWNER, 1, now.plusSeconds(4).minusMillis(1))).isEmpty();

    now = now.plusSeconds(4);
    assertThat(items().fail(claimOne(run, now), UNAVAILABLE, RetryPolicy.DEFAULT, now))
        .isEqualTo(WorkItemState.FAILED);
    assertThat(items().isSomethingToCome(run.id(), OWNER)).isFalse();
  }

  @Test
  void release_takesTheAttemptBack() {
    Run run = running(1);
    items().release(claimOne(run, NOON));
    assertThat(claimOne(run, NOON).attempt()).isEqualTo(1);
  }

  @Test
  void claim_byAnOwnerThatLostTheRun_returnsNothing() {
    Run run = running(2);
    assertThat(items().claim(run.id(), UUID.randomUUID(), 2, NOON)).isEmpty();
  }

  @Test
  void releaseAll_givesBackWhatIsHeld() {
    Run run = running(3);
    items().claim(run.id(), OWNER, 2, NOON);
    assertThat(items().releaseAll(run.id(), OWNER)).isEqualTo(2);
    assertThat(claimOne(run, NOON).attempt()).isEqualTo(1);
  }

  @Test
  void releaseOrphans_takesFromTheDeadAlone() {
    Run run = running(3);
    items().claim(run.id(), OWNER, 2, NOON);
    database
        .jdbc()
        .sql("update work_item set owner = gen_random_uuid() where state = 'running'")
        .update();
    ClaimedItem mine = claimOne(run, NOON);
    Liveness liveness = new Liveness(OWNER, Duration.ofSeconds(30), false);
    assertThat(items().releaseOrphans(liveness, NOON)).isEqualTo(2);
    assertThat(count(run, WorkItemState.QUEUED)).isEqualTo(2);
    items().succeed(mine, WorkItemState.DONE, List.of(), false, ItemTimings.NONE, NOON);
  }

  @Test
  void releaseOrphans_ofAnImageThatTakesItsProcessDown_endsInTheEnd() {
    Run run = running(1);
    for (int i = 1; i <= WorkItems.MAX_CLAIMS; i++) {
      assertThat(items().claim(run.id(), OWNER, 1, NOON)).hasSize(1);
      items().releaseOrphans(new Liveness(UUID.randomUUID(), Duration.ofSeconds(30), true), NOON);
    }
    assertThat(items().page(run.id(), WorkItemState.FAILED, 0, 10))
        .singleElement()
        .satisfies(each -> assertThat(each.failure().orElseThrow().text()).contains("5 times"));
  }

  @Test
  void progress_countsEveryStateAndTheRateOfTheWindow() {
    Run run = running(5);
    end(claimOne(run, NOON), NOON.minusSeconds(60));
    end(claimOne(run, NOON), NOON.minusSeconds(5));
    items().fail(claimOne(run, NOON), BAD_INPUT, RetryPolicy.DEFAULT, NOON.minusSeconds(1));
    RunProgress progress = items().progress(run.id(), NOON.minusSeconds(10), NOON);
    assertThat(progress.total()).isEqualTo(5);
    assertThat(progress.ended()).isEqualTo(3);
    assertThat(progress.count(WorkItemState.FAILED)).isEqualTo(1);
    assertThat(progress.count(WorkItemState.EMPTY)).isZero();
    assertThat(progress.imagesPerSecond()).isEqualTo(0.2);
    assertThat(progress.timeLeft()).contains(Duration.ofSeconds(10));
    assertThat(progress.isComplete()).isFalse();
  }

  @Test
  void page_goesOnAfterTheLastId() {
    Run run = running(5);
    List<WorkItem> first = items().page(run.id(), 0, 3);
    List<WorkItem> second = items().page(run.id(), first.get(2).id(), 3);
    assertThat(second).hasSize(2);
    assertThat(items().page(run.id(), WorkItemState.QUEUED, first.get(2).id(), 3))
        .isEqualTo(second);
  }

  @Test
  void anImageAndARun_haveOneItem() {
    Run run = running(1);
    assertThatThrownBy(
            () ->
                database
                    .jdbc()
                    .sql(
                        "insert into work_item (run_id, image_id) select run_id, image_id from work_item")
                    .update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("work_item_run_id_image_id_key");
    assertThat(items().progress(run.id(), NOON, NOON).total()).isEqualTo(1);
  }

  private WorkItems items() {
    return database.workItems();
  }

  private Run running(int images) {
    Run run = Examples.anyRun(database, images);
    return database.runs().start(run.id(), OWNER, NOON);
  }

  private ClaimedItem claimOne(Run run, Instant now) {
    return items().claim(run.id(), OWNER, 1, now).get(0);
  }

  private void end(ClaimedItem item, Instant when) {
    items().succeed(item, WorkItemState.DONE, List.of(), false, ItemTimings.NONE, when);
  }

  private long count(Run run, WorkItemState state) {
    return items().progress(run.id(), NOON, NOON).count(state);
  }

  /** Fails where the work waits for the open transaction, which waits for it: that has no end. */
  private static <T> T inOtherConnection(Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      return thread.submit(work).get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    } finally {
      thread.shutdown();
    }
  }
}

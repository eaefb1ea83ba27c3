package io.prelabel.db.run;

import static io.prelabel.db.testing.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.db.StaleStateException;
import io.prelabel.db.process.Liveness;
import io.prelabel.db.process.LivingProcess;
import io.prelabel.db.testing.Examples;
import io.prelabel.db.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RunsTest {
  private static final UUID OWNER = UUID.randomUUID();

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @Test
  void findOrCreate_queuesOneItemPerCurrentImage() {
    Run run = Examples.anyRun(database, 3);
    assertThat(run.state()).isEqualTo(RunState.CREATED);
    assertThat(items(run))
        .extracting(WorkItem::state)
        .containsOnly(WorkItemState.QUEUED)
        .hasSize(3);
  }

  @Test
  void findOrCreate_whileUnfinished_findsTheSameRun() {
    Run run = Examples.anyRun(database, 3);
    assertThat(Examples.anyRunOver(database, run.datasetId())).isEqualTo(run);
  }

  @Test
  void findOrCreate_afterCompletion_makesANewRun() {
    Run run = Examples.anyRun(database, 1);
    runs().start(run.id(), OWNER, NOON);
    runs().end(run.id(), OWNER, RunState.COMPLETED, Optional.empty(), NOON);
    assertThat(Examples.anyRunOver(database, run.datasetId()).id()).isGreaterThan(run.id());
  }

  @Test
  void findOrCreate_byManyAtOnce_makesOneRun() throws Exception {
    Run first = Examples.anyRun(database, 1);
    runs().start(first.id(), OWNER, NOON);
    runs().end(first.id(), OWNER, RunState.COMPLETED, Optional.empty(), NOON);
    Callable<Long> asker = () -> Examples.anyRunOver(database, first.datasetId()).id();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> ids = threads.invokeAll(List.of(asker, asker, asker, asker));
      long expected = ids.get(0).get();
      for (Future<Long> id : ids) {
        assertThat(id.get()).isEqualTo(expected).isNotEqualTo(first.id());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void start_aRunningRun_isStale() {
    Run run = Examples.anyRun(database, 1);
    runs().start(run.id(), OWNER, NOON);
    assertThatThrownBy(() -> runs().start(run.id(), OWNER, NOON))
        .isInstanceOf(StaleStateException.class)
        .hasMessageContaining("run " + run.id());
  }

  @Test
  void start_again_keepsTheFirstStartAndForgetsTheEnd() {
    Run run = Examples.anyRun(database, 1);
    runs().start(run.id(), OWNER, NOON);
    runs().end(run.id(), OWNER, RunState.FAILED, Optional.of("no disk"), NOON.plusSeconds(1));
    Run resumed = runs().start(run.id(), OWNER, NOON.plusSeconds(2));
    assertThat(resumed.startedAt()).contains(NOON);
    assertThat(resumed.endedAt()).isEmpty();
    assertThat(resumed.reason()).isEmpty();
  }

  @Test
  void end_byAnotherOwner_isStale() {
    Run run = Examples.anyRun(database, 1);
    runs().start(run.id(), OWNER, NOON);
    assertThatThrownBy(
            () -> runs().end(run.id(), UUID.randomUUID(), RunState.STOPPED, Optional.empty(), NOON))
        .isInstanceOf(StaleStateException.class);
  }

  @Test
  void stopOrphans_stopsTheRunsOfOwnersThatFellSilent() {
    Run run = Examples.anyRun(database, 1);
    runs().start(run.id(), OWNER, NOON);
    heartbeat(OWNER);
    Liveness sweep = new Liveness(UUID.randomUUID(), Duration.ofSeconds(30), false);
    assertThat(runs().stopOrphans(sweep, NOON)).isEmpty();
    database.jdbc().sql("update process set heartbeat_at = now() - interval '31 s'").update();
    assertThat(runs().stopOrphans(sweep, NOON))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.state()).isEqualTo(RunState.STOPPED);
              assertThat(each.reason().orElseThrow()).contains("ended unexpectedly");
            });
  }

  @Test
  void stopOrphans_byTheHolderOfTheHomeLock_needsNoSilence() {
    Run run = Examples.anyRun(database, 1);
    runs().start(run.id(), OWNER, NOON);
    heartbeat(OWNER);
    assertThat(runs().stopOrphans(new Liveness(OWNER, Duration.ofSeconds(30), true), NOON))
        .isEmpty();
    assertThat(
            runs().stopOrphans(new Liveness(UUID.randomUUID(), Duration.ofSeconds(30), true), NOON))
        .hasSize(1);
  }

  @Test
  void refreshItems_followsTheDataSet() {
    Run run = Examples.anyRun(database, 2);
    database.images().register(run.datasetId(), Examples.image(2, 99), NOON);
    database.images().register(run.datasetId(), Examples.image(3), NOON);
    runs().refreshItems(run.id());
    assertThat(items(run))
        .extracting(WorkItem::fileName)
        .containsExactlyInAnyOrder("picture 001.png", "picture 002.png", "picture 003.png");
  }

  @Test
  void refreshItems_withdrawsWhatIsGoneAndQueuesWhatIsBack() {
    Run run = Examples.anyRun(database, 2);
    List<Long> ids = database.images().currentIds(run.datasetId(), 0, 10);
    database.images().retire(ids.subList(0, 1), NOON);
    runs().refreshItems(run.id());
    assertThat(items(run)).extracting(WorkItem::imageId).containsExactly(ids.get(1));
    database.images().register(run.datasetId(), Examples.image(1), NOON);
    assertThat(runs().countImagesWithoutItem(run.id())).isEqualTo(1);
    runs().refreshItems(run.id());
    assertThat(items(run)).extracting(WorkItem::imageId).containsExactlyInAnyOrderElementsOf(ids);
  }

  private Runs runs() {
    return database.runs();
  }

  private List<WorkItem> items(Run run) {
    return database.workItems().page(run.id(), 0, 100);
  }

  private void heartbeat(UUID id) {
    database
        .processes()
        .register(new LivingProcess(id, "host", 1, "serve", Optional.empty(), NOON));
  }
}

package io.prelabel.batch.prelabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.batch.support.ChunkSteps;
import io.prelabel.batch.support.JobStarter;
import io.prelabel.batch.support.OrphanedExecutions;
import io.prelabel.batch.support.RunParameters;
import io.prelabel.batch.testing.Batch;
import io.prelabel.db.process.LivingProcess;
import io.prelabel.db.run.ItemFailure;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunState;
import io.prelabel.db.run.WorkItem;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.core.task.SyncTaskExecutor;

/**
 * What a crash leaves behind, and that going on from there loses nothing and does nothing twice.
 */
@Timeout(60)
class RunRecoveryTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path folder;
  private RunFixture fixture;

  @BeforeEach
  void setUp() {
    fixture = new RunFixture(database, folder);
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @Test
  void aDatabaseThatFailsInTheMiddle_failsTheRun_andResumeFinishesExactly() throws Exception {
    fixture.folder.addRed(0, 40);
    Run run = fixture.run();
    database.jdbc().sql(REFUSE_TENTH_PREDICTION).update();
    PrelabelRuns process = fixture.process();

    Run failed = fixture.finish(process, run);
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.reason()).contains("The database is not available (SQLSTATE 57P01).");
    assertThat(fixture.count(run, WorkItemState.RUNNING)).isZero();
    assertThat(fixture.count(run, WorkItemState.QUEUED)).isPositive();
    assertThat(fixture.predictions(run)).isEqualTo(2 * fixture.count(run, WorkItemState.DONE));

    database.jdbc().sql("drop trigger refuse on prediction").update();
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.COMPLETED);
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(40);
    assertThat(fixture.predictions(run)).isEqualTo(2 * 40);
  }

  /** Stands for an administrator who shuts the server down while the chunk is written. */
  private static final String REFUSE_TENTH_PREDICTION =
      """
      create function refuse() returns trigger language plpgsql as $$
      begin
        if (select count(*) from prediction) >= 10 then
          raise exception 'terminating connection' using errcode = '57P01';
        end if;
        return new;
      end $$;
      create trigger refuse before insert on prediction for each row execute function refuse()
      """;

  @Test
  void aRowThatTheDatabaseRefuses_costsNoOtherImageItsResult() throws Exception {
    fixture.folder.addRed(0, 12);
    Run run = fixture.run();
    long refused = fixture.item(run, "picture-005.png").imageId();
    database
        .jdbc()
        .sql(
            "alter table prediction add constraint picky check (image_id <> %d)".formatted(refused))
        .update();

    assertThat(fixture.finish(fixture.process(), run).state())
        .isEqualTo(RunState.COMPLETED_WITH_FAILURES);
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(11);
    assertThat(fixture.predictions(run)).isEqualTo(2 * 11);
    assertThat(fixture.item(run, "picture-005.png").failure().map(ItemFailure::category))
        .contains(FailureCategory.BUG);
  }

  @Test
  void aRunOfAProcessThatDied_isTakenOverAndFinishedExactly() throws Exception {
    fixture.folder.addRed(0, 20);
    Run run = fixture.run();
    leaveBehindADeadProcess(run);

    PrelabelRuns process = fixture.process();
    List<Run> orphans = process.takeOverOrphans();
    assertThat(orphans).extracting(Run::id).containsExactly(run.id());
    assertThat(orphans.get(0).reason().orElseThrow()).contains("ended unexpectedly");
    assertThat(fixture.count(run, WorkItemState.RUNNING)).isZero();
    assertThat(process.takeOverOrphans()).isEmpty();

    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.COMPLETED);
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(20);
    assertThat(fixture.predictions(run)).isEqualTo(2 * 20);
    assertThat(fixture.item(run, "picture-000.png").attempts()).isEqualTo(2);
  }

  @Test
  void runsLeftBehindGoOnByThemselves_thoseThatSomebodyStoppedDoNot() throws Exception {
    fixture.folder.addRed(0, 20);
    Run orphan = fixture.run();
    Run stopped = fixture.runOf(PromptSet.of(List.of(ClassPrompt.named("blue"))));
    fixture.model.hold();
    PrelabelRuns first = fixture.process();
    CompletableFuture<Run> end = first.start(stopped.id());
    fixture.model.awaitBegun(1);
    first.stop(stopped.id());
    fixture.model.release(100_000);
    end.get(10, TimeUnit.SECONDS);
    leaveBehindADeadProcess(orphan);

    CompletableFuture<Run> completed = new CompletableFuture<>();
    LivingProcess self = LivingProcess.current("test", Optional.empty(), Instant.now());
    PrelabelRuns successor = fixture.livelyProcess(onCompleted(completed), self);
    successor.resumeLeftBehind(); // the heartbeat takes it over sooner or later

    assertThat(completed.get(10, TimeUnit.SECONDS).id()).isEqualTo(orphan.id());
    assertThat(fixture.count(orphan, WorkItemState.DONE)).isEqualTo(20);
    assertThat(fixture.predictions(orphan)).isEqualTo(2 * 20);
    assertThat(database.runs().find(stopped.id()).orElseThrow().state())
        .isEqualTo(RunState.STOPPED);
  }

  private static RunListener onCompleted(CompletableFuture<Run> ended) {
    return new RunListener() {
      @Override
      public void onEnded(Run run) {
        if (run.state() == RunState.COMPLETED) {
          ended.complete(run);
        }
      }
    };
  }

  @Test
  void aRunLeftBehindWhoseFolderIsAway_waitsUntilItIsBack() throws Exception {
    fixture.folder.addRed(0, 5);
    Run orphan = fixture.run();
    leaveBehindADeadProcess(orphan);
    Path away = Files.move(folder, folder.resolveSibling(folder.getFileName() + "-away"));
    CompletableFuture<Run> completed = new CompletableFuture<>();
    LivingProcess self = LivingProcess.current("test", Optional.empty(), Instant.now());
    PrelabelRuns process = fixture.livelyProcess(onCompleted(completed), self);
    process.takeOverOrphans();
    process.resumeLeftBehind();
    assertThat(database.runs().find(orphan.id()).orElseThrow().state()).isEqualTo(RunState.STOPPED);
    PrelabelRuns other = fixture.process(); // the first tries it all the time
    assertThatThrownBy(() -> other.start(orphan.id()))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("is a share not mounted?");

    Files.move(away, folder);
    assertThat(completed.get(10, TimeUnit.SECONDS).id()).isEqualTo(orphan.id());
    assertThat(fixture.count(orphan, WorkItemState.DONE)).isEqualTo(5);
  }

  /** What kill -9 leaves: a running run, items in its hands, a job execution without an end. */
  private void leaveBehindADeadProcess(Run run) {
    JobRepository jobs = Batch.jobRepository(database);
    JobParameters parameters = new RunParameters(run.id()).toJobParameters();
    JobExecution execution =
        jobs.createJobExecution(
            jobs.createJobInstance(PrelabelJob.NAME, parameters),
            parameters,
            new ExecutionContext());
    execution.setStatus(BatchStatus.STARTED);
    jobs.update(execution);
    StepExecution step = jobs.createStepExecution("label", execution);
    step.setStatus(BatchStatus.STARTED);
    jobs.update(step);
    // last, since a lively neighbour takes the run over as soon as it is running
    UUID dead = UUID.randomUUID();
    database.runs().start(run.id(), dead, Instant.now());
    database.workItems().claim(run.id(), dead, 7, Instant.now());
  }

  @Test
  void withoutHealing_theJobOfADeadProcessCannotBeStarted() throws Exception {
    Run run = fixture.run();
    leaveBehindADeadProcess(run);
    JobRepository jobs = Batch.jobRepository(database);
    JobParameters parameters = new RunParameters(run.id()).toJobParameters();
    Job job =
        new JobBuilder(PrelabelJob.NAME, jobs)
            .start(
                new ChunkSteps(jobs, database.transactionManager())
                    .<String, String>chunk("label", 1)
                    .reader(() -> null)
                    .writer(chunk -> {})
                    .build())
            .build();
    JobStarter starter = new JobStarter(jobs, new SyncTaskExecutor());
    assertThatThrownBy(() -> starter.start(job, parameters))
        .isInstanceOf(IllegalStateException.class);
    OrphanedExecutions orphans = new OrphanedExecutions(jobs, Clock.systemUTC());
    assertThat(orphans.heal(PrelabelJob.NAME, parameters)).isTrue();
    assertThat(orphans.heal(PrelabelJob.NAME, parameters)).isFalse();
    assertThat(starter.start(job, parameters).getStatus()).isEqualTo(BatchStatus.COMPLETED);
  }

  @Test
  void aRunThatWasTakenOver_isGivenUpByItsFirstOwner() throws Exception {
    fixture.folder.addRed(0, 20);
    Run run = fixture.run();
    fixture.model.hold();
    CompletableFuture<Run> zombie = fixture.process().start(run.id());
    fixture.model.awaitBegun(1);

    // the first owner looks dead to everyone else: its row is gone, and with it its heartbeat
    database.jdbc().sql("delete from process").update();
    PrelabelRuns successor = fixture.process();
    assertThat(successor.takeOverOrphans()).hasSize(1);
    CompletableFuture<Run> end = successor.start(run.id());
    fixture.model.release(100_000);

    Run ended = end.get(30, TimeUnit.SECONDS);
    assertThat(ended.state()).as(ended.toString()).isEqualTo(RunState.COMPLETED);
    assertThatThrownBy(() -> zombie.get(30, TimeUnit.SECONDS))
        .hasMessageContaining("no longer running here");
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(20);
    assertThat(fixture.predictions(run)).isEqualTo(2 * 20);
  }

  @Test
  void anInterruptedRun_isStoppedAndNotComplete() throws Exception {
    fixture.folder.addRed(0, 30);
    Run run = fixture.run();
    PrelabelRuns process = fixture.process();
    fixture.model.hold();
    CompletableFuture<Run> end = process.start(run.id());
    fixture.model.awaitBegun(1);
    threadOfRun().interrupt();

    assertThat(end.get(10, TimeUnit.SECONDS).state()).isEqualTo(RunState.STOPPED);
    fixture.model.release(100_000);
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.COMPLETED);
    assertThat(fixture.items(run)).extracting(WorkItem::state).containsOnly(WorkItemState.DONE);
  }

  private static Thread threadOfRun() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("run-"))
        .filter(thread -> List.of(thread.getStackTrace()).toString().contains("LabelingReader"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theHeartbeat_endsARunWhoseEndCouldNotBeWritten() throws Exception {
    Run run = fixture.run();
    LivingProcess self = LivingProcess.current("test", Optional.empty(), Instant.now());
    database.runs().start(run.id(), self.id(), Instant.now());
    CompletableFuture<Run> ended = new CompletableFuture<>();
    fixture.livelyProcess(onEnded(ended), self);
    assertThat(ended.get(10, TimeUnit.SECONDS).state()).isEqualTo(RunState.STOPPED);
  }

  @Test
  void theHeartbeat_takesOverTheRunsOfTheDeadAndLeavesThoseOfTheLiving() throws Exception {
    fixture.folder.addRed(0, 5);
    Run run = fixture.run();
    fixture.model.hold();
    CompletableFuture<Run> ended = new CompletableFuture<>(); // either of the two takes it over
    LivingProcess self = LivingProcess.current("test", Optional.empty(), Instant.now());
    CompletableFuture<Run> end = fixture.livelyProcess(onEnded(ended), self).start(run.id());

    PromptSet others = PromptSet.of(List.of(ClassPrompt.named("blue")));
    Run orphan = fixture.runOf(others);
    LivingProcess successor = LivingProcess.current("test", Optional.empty(), Instant.now());
    fixture.livelyProcess(onEnded(ended), successor);
    leaveBehindADeadProcess(orphan);
    assertThat(ended.get(10, TimeUnit.SECONDS).id()).isEqualTo(orphan.id());
    assertThat(database.jdbc().sql("select id from process").query(UUID.class).list())
        .contains(self.id(), successor.id());

    fixture.model.release(100_000);
    assertThat(end.get(10, TimeUnit.SECONDS).state()).isEqualTo(RunState.COMPLETED);
  }

  private static RunListener onEnded(CompletableFuture<Run> ended) {
    return new RunListener() {
      @Override
      public void onEnded(Run run) {
        ended.complete(run);
      }
    };
  }
}

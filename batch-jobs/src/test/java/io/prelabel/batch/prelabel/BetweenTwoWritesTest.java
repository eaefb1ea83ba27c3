package io.prelabel.batch.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.batch.support.RunParameters;
import io.prelabel.batch.testing.Batch;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunState;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** Spring Batch and the run write one after the other: what if only the first write is made? */
@Timeout(60)
class BetweenTwoWritesTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path folder;
  private RunFixture fixture;
  private Run run;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new RunFixture(database, folder);
    fixture.folder.addRed(0, 12);
    run = fixture.run();
  }

  @AfterEach
  void tearDown() {
    fixture.close();
  }

  @Test
  void aJobThatEndedBeforeItsRunDid_canBeStartedAgain() throws Exception {
    claimAndDie();
    JobRepository jobs = Batch.jobRepository(database);
    JobParameters parameters = new RunParameters(run.id()).toJobParameters();
    JobInstance instance = jobs.createJobInstance(PrelabelJob.NAME, parameters);
    JobExecution execution = jobs.createJobExecution(instance, parameters, new ExecutionContext());
    execution.setStatus(BatchStatus.COMPLETED);
    jobs.update(execution);

    finishAfterTakingOver();
  }

  @Test
  void aJobThatGotNoExecution_canBeStartedAgain() throws Exception {
    claimAndDie();
    Batch.jobRepository(database)
        .createJobInstance(PrelabelJob.NAME, new RunParameters(run.id()).toJobParameters());

    finishAfterTakingOver();
  }

  @Test
  void aRunWhoseEndIsRefusedOnce_endsAsItsJobDid() throws Exception {
    refuseOnce("update on run", "when (new.state = 'completed')");
    assertThat(fixture.finish(fixture.process(), run).state()).isEqualTo(RunState.COMPLETED);
  }

  @Test
  void aJobWhoseCreationMeetsThatOfAnother_isStartedAllTheSame() throws Exception {
    refuseOnce("insert on batch_job_execution", "");
    assertThat(fixture.finish(fixture.process(), run).state()).isEqualTo(RunState.COMPLETED);
  }

  /** Stands for another transaction's doing; a sequence counts on where the row is rolled back. */
  private void refuseOnce(String event, String condition) {
    String trigger =
        """
        create sequence tries;
        create function refuse() returns trigger language plpgsql as $$
        begin
          if nextval('tries') = 1 then
            raise exception 'could not serialize access' using errcode = '40001';
          end if;
          return new;
        end $$;
        create trigger refuse before %s for each row %s execute function refuse()
        """;
    database.jdbc().sql(trigger.formatted(event, condition)).update();
  }

  @Test
  void whatAFrozenProcessHasLocked_holdsUpNobodyAndIsNotLost() throws Exception {
    claimAndDie();
    PrelabelRuns process = fixture.process();
    try (Connection frozen = database.dataSource().getConnection()) {
      frozen.setAutoCommit(false);
      try (Statement chunk = frozen.createStatement()) {
        chunk.execute("select from work_item where state = 'running' limit 1 for update");
      }
      assertThat(process.takeOverOrphans()).hasSize(1);
      CompletableFuture<Run> end = process.start(run.id());
      await(() -> fixture.count(run, WorkItemState.DONE) >= 8); // three are short of a chunk
      assertThat(fixture.count(run, WorkItemState.QUEUED)).isZero();
      frozen.rollback();
      process.takeOverOrphans();
      assertThat(end.get(10, TimeUnit.SECONDS).state()).isEqualTo(RunState.COMPLETED);
    }
    assertThat(fixture.predictions(run)).isEqualTo(2 * 12);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) { // the test's time limit ends it
      Thread.sleep(10);
    }
  }

  private void claimAndDie() {
    UUID dead = UUID.randomUUID();
    database.runs().start(run.id(), dead, Instant.now());
    database.workItems().claim(run.id(), dead, 7, Instant.now());
  }

  private void finishAfterTakingOver() throws Exception {
    PrelabelRuns process = fixture.process();
    assertThat(process.takeOverOrphans()).hasSize(1);
    assertThat(fixture.finish(process, run).state()).isEqualTo(RunState.COMPLETED);
    assertThat(fixture.count(run, WorkItemState.DONE)).isEqualTo(12);
    assertThat(fixture.predictions(run)).isEqualTo(2 * 12);
  }
}

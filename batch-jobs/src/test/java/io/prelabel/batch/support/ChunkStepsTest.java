package io.prelabel.batch.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.batch.testing.Batch;
import io.prelabel.db.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.SyncTaskExecutor;

class ChunkStepsTest {
  private static final RunParameters RUN = new RunParameters(1);

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private final AtomicInteger next = new AtomicInteger();

  @Test
  void aStepWhoseThreadIsInterrupted_isStoppedAndGoesOnWhenStartedAgain() {
    JobExecution first = run(() -> next.get() == 40, 100);
    assertThat(Thread.interrupted()).as("the interrupt is left for the caller to see").isTrue();
    assertThat(first.getStatus()).isEqualTo(BatchStatus.STOPPED);
    assertThat(rows()).isEqualTo(40);

    assertThat(run(() -> false, 100).getStatus()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(rows()).isEqualTo(100);
  }

  @Test
  void aChunkThatFails_leavesNothingBehind() {
    database.jdbc().sql("create table number (value integer check (value <> 15))").update();
    JobExecution failed = run(() -> false, 100);
    assertThat(failed.getStatus()).isEqualTo(BatchStatus.FAILED);
    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void runParameters_areReadBack() {
    assertThat(RunParameters.of(RUN.toJobParameters())).isEqualTo(RUN);
  }

  private interface Condition {
    boolean holds();
  }

  private JobExecution run(Condition interrupt, int count) {
    JobRepository jobs = Batch.jobRepository(database);
    database.jdbc().sql("create table if not exists number (value integer)").update();
    Job job =
        new JobBuilder("numbers", jobs)
            .start(
                new ChunkSteps(jobs, database.transactionManager())
                    .<Integer, Integer>chunk("numbers", 10)
                    .reader(() -> next.get() < count ? next.incrementAndGet() : null)
                    .writer(
                        chunk -> {
                          chunk.forEach(
                              each ->
                                  database
                                      .jdbc()
                                      .sql("insert into number values (:value)")
                                      .param("value", each)
                                      .update());
                          if (interrupt.holds()) {
                            Thread.currentThread().interrupt();
                          }
                        })
                    .build())
            .build();
    return new JobStarter(jobs, new SyncTaskExecutor()).start(job, RUN.toJobParameters());
  }

  private long rows() {
    return database.jdbc().sql("select count(*) from number").query(Long.class).single();
  }
}

package io.prelabel.batch.prelabel;

import io.prelabel.batch.support.JobStarter;
import io.prelabel.batch.support.OrphanedExecutions;
import io.prelabel.batch.support.RunParameters;
import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunState;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.dao.PessimisticLockingFailureException;

/** Works on one run after the other in the caller's thread: its job from start to end. */
final class RunWorker {
  private static final Logger LOG = LoggerFactory.getLogger(RunWorker.class);
  private static final int START_ATTEMPTS = 5;

  private final PrelabelJob jobs;
  private final JobStarter starter;
  private final OrphanedExecutions executions;
  private final RunBooks books;
  private final Executor pictureThreads;

  RunWorker(
      PrelabelJob jobs,
      JobStarter starter,
      OrphanedExecutions executions,
      RunBooks books,
      Executor pictureThreads) {
    this.jobs = jobs;
    this.starter = starter;
    this.executions = executions;
    this.books = books;
    this.pictureThreads = pictureThreads;
  }

  /**
   * Works on a run until its job is over.
   *
   * @return the run in its end state
   * @throws RuntimeException where its end could not be written: the database is away, or another
   *     process has taken the run over
   */
  Run work(ActiveRun run) {
    JobEnd end = new JobEnd(run);
    BatchStatus status = BatchStatus.FAILED;
    Optional<Throwable> failure;
    try {
      JobExecution execution = startHealed(run, end);
      status = execution.getStatus();
      failure = firstFailure(execution);
    } catch (RuntimeException e) {
      LOG.error("The job of run {} failed.", run.id(), e);
      failure = Optional.of(e);
    }
    // absent where the job did not get that far, or its end could not be written: once more
    return end.run.isPresent() ? end.run.get() : close(run, status, failure);
  }

  /**
   * Starts a job that nobody else is at work on: its run was not running until this process held
   * it, and still is held. Once more where a process that was taken for dead has a last word on the
   * old execution, or where Spring Batch's serializable transaction met that of another start.
   */
  private JobExecution startHealed(ActiveRun run, JobExecutionListener end) {
    JobParameters parameters = new RunParameters(run.id()).toJobParameters();
    for (int attempt = 1; ; attempt++) {
      books.requireHeld(run.id());
      executions.heal(PrelabelJob.NAME, parameters);
      try {
        return starter.start(jobs.build(run, pictureThreads, end), parameters);
      } catch (IllegalStateException | PessimisticLockingFailureException refused) {
        if (attempt == START_ATTEMPTS) {
          throw refused;
        }
      }
    }
  }

  private static Optional<Throwable> firstFailure(JobExecution execution) {
    return execution.getAllFailureExceptions().stream().findFirst();
  }

  private Run close(ActiveRun run, BatchStatus status, Optional<Throwable> failure) {
    Run ended = books.close(run.id(), status, failure);
    String reason = ended.reason().map(": "::concat).orElse(".");
    LOG.info("Run {} ended: {}{}", ended.id(), ended.state().word(), reason);
    return ended;
  }

  /** Ends the run while its job ends, so that the two can't disagree for longer than a moment. */
  private final class JobEnd implements JobExecutionListener {
    private final ActiveRun active;
    private Optional<Run> run = Optional.empty();

    JobEnd(ActiveRun active) {
      this.active = active;
    }

    @Override
    public void afterJob(JobExecution execution) {
      Run end = close(active, execution.getStatus(), firstFailure(execution));
      run = Optional.of(end);
      if (end.state() == RunState.FAILED && execution.getStatus() == BatchStatus.COMPLETED) {
        execution.setStatus(BatchStatus.FAILED); // else Spring Batch would not start it again
        execution.setExitStatus(ExitStatus.FAILED.addExitDescription(end.reason().orElse("")));
      }
    }
  }
}

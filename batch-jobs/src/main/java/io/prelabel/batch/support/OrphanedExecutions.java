package io.prelabel.batch.support;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Makes job executions restartable whose process died: it leaves them STARTED (or UNKNOWN, where a
 * commit failed), and Spring Batch then refuses to start or restart the job. Its own {@code
 * JobOperator.recover} refuses UNKNOWN.
 */
public final class OrphanedExecutions {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedExecutions.class);
  private static final Set<BatchStatus> UNFINISHED =
      EnumSet.of(
          BatchStatus.STARTING, BatchStatus.STARTED, BatchStatus.STOPPING, BatchStatus.UNKNOWN);
  private static final int ATTEMPTS = 5;

  private final JobRepository jobRepository;
  private final Clock clock;

  public OrphanedExecutions(JobRepository jobRepository, Clock clock) {
    this.jobRepository = jobRepository;
    this.clock = clock;
  }

  /**
   * Sets the last execution of a job to FAILED where it has no end. The caller knows that nobody
   * works on it: Spring Batch keeps no owner.
   *
   * @return whether there was one to heal
   */
  public boolean heal(String jobName, JobParameters parameters) {
    for (int attempt = 1; ; attempt++) {
      JobExecution last = jobRepository.getLastJobExecution(jobName, parameters);
      if (last == null || !UNFINISHED.contains(last.getStatus())) {
        return false;
      }
      try {
        fail(last);
        LOG.info("Job execution {} of {} had no end; set to FAILED.", last.getId(), jobName);
        return true;
      } catch (OptimisticLockingFailureException changedMeanwhile) {
        if (attempt == ATTEMPTS) {
          throw changedMeanwhile;
        }
      }
    }
  }

  private void fail(JobExecution execution) {
    LocalDateTime now = LocalDateTime.now(clock);
    ExitStatus exit = ExitStatus.FAILED.addExitDescription("its process ended unexpectedly");
    for (StepExecution step : execution.getStepExecutions()) {
      if (UNFINISHED.contains(step.getStatus())) {
        step.setStatus(BatchStatus.FAILED);
        step.setExitStatus(exit);
        step.setEndTime(now);
        jobRepository.update(step);
      }
    }
    execution.setStatus(BatchStatus.FAILED);
    execution.setExitStatus(exit);
    execution.setEndTime(now);
    jobRepository.update(execution);
  }
}

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
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Makes job executions restartable whose process died: it leaves them STARTED (or UNKNOWN, where a
 * commit failed), and Spring Batch then refuses to start or restart the job. Its own {@code
 * JobOperator.recover} refuses UNKNOWN. Spring Batch writes COMPLETED before it tells the job's
 * listeners, so a process that dies between the two leaves a complete job with open books: that one
 * is to be restarted as well. And it writes a job's instance before its first execution, and
 * refuses an instance that has none.
 */
public final class OrphanedExecutions {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedExecutions.class);
  private static final Set<BatchStatus> RESTARTABLE =
      EnumSet.of(BatchStatus.STOPPED, BatchStatus.FAILED);
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
   * Makes a job that could not be started startable: sets its last execution to FAILED, or removes
   * an instance that never got one. The caller knows that nobody works on it, which Spring Batch
   * does not keep, and that there is work left.
   *
   * @return whether there was one to heal
   */
  public boolean heal(String jobName, JobParameters parameters) {
    for (int attempt = 1; ; attempt++) {
      JobInstance instance = jobRepository.getJobInstance(jobName, parameters);
      if (instance == null) {
        return false;
      }
      JobExecution last = jobRepository.getLastJobExecution(instance);
      if (last == null) {
        jobRepository.deleteJobInstance(instance);
        LOG.info("Job instance {} of {} was never executed; removed.", instance.getId(), jobName);
        return true;
      }
      if (isRestartable(last)) {
        return false;
      }
      try {
        fail(last);
        LOG.info("Job execution {} of {} was left open; set to FAILED.", last.getId(), jobName);
        return true;
      } catch (OptimisticLockingFailureException changedMeanwhile) {
        if (attempt == ATTEMPTS) {
          throw changedMeanwhile;
        }
      }
    }
  }

  private static boolean isRestartable(JobExecution execution) {
    return RESTARTABLE.contains(execution.getStatus())
        && execution.getStepExecutions().stream()
            .noneMatch(step -> UNFINISHED.contains(step.getStatus()));
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

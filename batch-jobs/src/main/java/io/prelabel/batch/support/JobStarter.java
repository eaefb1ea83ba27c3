package io.prelabel.batch.support;

import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.TaskExecutor;

/**
 * Starts jobs on a given executor. A job is built for each start, so that it holds its own run; a
 * start with the parameters of a stopped or failed execution restarts it.
 */
public final class JobStarter {
  private final TaskExecutorJobOperator operator;

  public JobStarter(JobRepository jobRepository, TaskExecutor executor) {
    operator = new TaskExecutorJobOperator();
    operator.setJobRepository(jobRepository);
    operator.setJobRegistry(new MapJobRegistry());
    operator.setTaskExecutor(executor);
    try {
      operator.afterPropertiesSet();
    } catch (Exception e) {
      throw new IllegalStateException("Spring Batch did not accept its settings", e);
    }
  }

  /**
   * Starts or restarts a job.
   *
   * @return the execution; ended already where the executor runs in the caller's thread
   * @throws IllegalStateException where it runs already or is complete
   */
  public JobExecution start(Job job, JobParameters parameters) {
    try {
      return operator.start(job, parameters);
    } catch (JobExecutionAlreadyRunningException
        | JobInstanceAlreadyCompleteException
        | JobRestartException
        | InvalidJobParametersException e) {
      throw new IllegalStateException(
          "job %s with %s can't be started: %s"
              .formatted(job.getName(), parameters, e.getMessage()),
          e);
    }
  }
}

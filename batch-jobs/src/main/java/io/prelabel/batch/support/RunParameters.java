package io.prelabel.batch.support;

import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * Parameters of the job that works on a run. The run alone identifies the job instance: resuming a
 * run restarts its job.
 */
public record RunParameters(long runId) {
  private static final String RUN = "run";

  public JobParameters toJobParameters() {
    return new JobParametersBuilder().addLong(RUN, runId).toJobParameters();
  }

  /** Reads what {@link #toJobParameters} wrote. */
  public static RunParameters of(JobParameters parameters) {
    Long run = parameters.getLong(RUN);
    if (run == null) {
      throw new IllegalArgumentException("the job has no parameter \"run\": " + parameters);
    }
    return new RunParameters(run);
  }
}

package io.prelabel.batch.support;

import java.time.Instant;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * Parameters of the job that registers the pictures of a data set. Each walk is a job instance of
 * its own.
 *
 * @param requestedAt tells one walk from the next
 */
public record IngestParameters(long datasetId, Instant requestedAt) {
  public JobParameters toJobParameters() {
    return new JobParametersBuilder()
        .addLong("dataset", datasetId)
        .addString("requestedAt", requestedAt.toString())
        .toJobParameters();
  }
}

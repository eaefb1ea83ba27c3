package io.prelabel.batch.prelabel;

import io.prelabel.batch.source.ImageSource;
import io.prelabel.batch.support.ChunkSteps;
import io.prelabel.batch.support.Ledger;
import io.prelabel.plugin.image.PictureDecoder;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;

/**
 * Builds the job that works on a run: one chunk step, whose reader is the pipeline and whose writer
 * stores what came out of it.
 */
final class PrelabelJob {
  static final String NAME = "prelabel";

  private final JobRepository jobRepository;
  private final Ledger ledger;
  private final ImageSource source;
  private final PictureDecoder decoder;
  private final PrelabelSettings settings;
  private final RunListener listener;
  private final Clock clock;

  PrelabelJob(
      JobRepository jobRepository,
      Ledger ledger,
      ImageSource source,
      PictureDecoder decoder,
      PrelabelSettings settings,
      RunListener listener,
      Clock clock) {
    this.jobRepository = jobRepository;
    this.ledger = ledger;
    this.source = source;
    this.decoder = decoder;
    this.settings = settings;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Builds the job of one run.
   *
   * @param workers where pictures are decoded and masks cut
   * @param end balances the books when the job is over
   */
  Job build(ActiveRun run, Executor workers, JobExecutionListener end) {
    return new JobBuilder(NAME, jobRepository).listener(end).start(step(run, workers)).build();
  }

  private Step step(ActiveRun run, Executor workers) {
    RunContext context = run.context();
    LabelingReader reader =
        new LabelingReader(
            new ItemClaims(ledger, context, listener, clock),
            new InFlight(new ImagePipeline(source, decoder, workers, context)),
            settings,
            run.stop());
    return new ChunkSteps(jobRepository, ledger.transactionManager())
        .<ItemResult, ItemResult>chunk("label", settings.chunkSize())
        .reader(reader)
        .writer(new ResultWriter(ledger, settings.retryPolicy(), listener, clock))
        .listener(reader)
        .build();
  }
}

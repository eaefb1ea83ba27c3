package io.prelabel.batch.ingest;

import io.prelabel.batch.source.ImageSource;
import io.prelabel.batch.support.ChunkSteps;
import io.prelabel.batch.support.IngestParameters;
import io.prelabel.batch.support.JobStarter;
import io.prelabel.batch.support.Ledger;
import io.prelabel.db.DatabaseFailure;
import io.prelabel.db.dataset.Dataset;
import io.prelabel.db.dataset.Images;
import io.prelabel.db.dataset.NewImage;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.core.task.SyncTaskExecutor;

/**
 * The job that brings a data set in line with its folder: registers the pictures that are there,
 * then retires the images whose files are gone. A walk that was cut short retires nothing; it is
 * gone on with by another walk, which passes over what is registered without opening it.
 * Thread-safe.
 */
public final class Ingest {
  private static final int CHUNK_SIZE = 32;
  private static final int RETIRE_CHUNK_SIZE = 1_000;

  private final JobRepository jobRepository;
  private final Ledger ledger;
  private final ImageSource source;
  private final PictureDecoder decoder;
  private final long maxBytes;
  private final Clock clock;

  /**
   * @param source reads the files; refuses those that may not be read
   * @param maxBytes larger files are left out
   */
  public Ingest(
      JobRepository jobRepository,
      Ledger ledger,
      ImageSource source,
      PictureDecoder decoder,
      long maxBytes,
      Clock clock) {
    this.jobRepository = jobRepository;
    this.ledger = ledger;
    this.source = source;
    this.decoder = decoder;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /**
   * Walks the folder of a data set, in the caller's thread; takes about as long as reading the new
   * files. An interrupt ends it between two chunks.
   *
   * @throws PluginException where the folder can't be listed, or the job did not get to its end
   */
  public IngestReport run(Dataset dataset) {
    FileCounts counts = new FileCounts();
    Job job = job(dataset, walk(dataset, counts), counts);
    JobExecution execution =
        new JobStarter(jobRepository, new SyncTaskExecutor())
            .start(job, new IngestParameters(dataset.id(), clock.instant()).toJobParameters());
    if (execution.getStatus() != BatchStatus.COMPLETED) {
      throw failure(dataset, execution);
    }
    return counts.toReport();
  }

  private static FolderWalk walk(Dataset dataset, FileCounts counts) {
    Path folder = Path.of(dataset.root());
    try {
      Path root = folder.toRealPath();
      if (!Files.isDirectory(root)) {
        throw PluginException.badInput("%s is not a folder.".formatted(folder));
      }
      return new FolderWalk(root, counts);
    } catch (IOException e) {
      throw PluginException.badInput(
          "The folder %s can't be read (%s)."
              .formatted(folder, e.getClass().getSimpleName().replace("Exception", "")));
    }
  }

  private Job job(Dataset dataset, FolderWalk walk, FileCounts counts) {
    ChunkSteps steps = new ChunkSteps(jobRepository, ledger.transactionManager());
    Images images = ledger.images();
    SeenImages seen = new SeenImages();
    Step register =
        steps
            .<FoundFile, NewImage>chunk("register", CHUNK_SIZE)
            .reader(new FileReader(walk, images, dataset.id(), counts, seen))
            .processor(new FileExaminer(source, decoder, maxBytes, counts))
            .writer(new ImageWriter(images, dataset.id(), counts, seen, clock))
            .build();
    // only after a walk that came to its end
    Step retire =
        steps
            .<Long, Long>chunk("retire", RETIRE_CHUNK_SIZE)
            .reader(new GoneReader(walk, seen, images, dataset.id()))
            .writer(new GoneWriter(images, counts, clock))
            .build();
    return new JobBuilder("ingest", jobRepository).start(register).next(retire).build();
  }

  private static PluginException failure(Dataset dataset, JobExecution execution) {
    Throwable first = execution.getAllFailureExceptions().stream().findFirst().orElse(null);
    if (execution.getStatus() == BatchStatus.STOPPED || first == null) {
      return new PluginException(
          FailureCategory.UNAVAILABLE,
          "Registering the pictures of \"%s\" was stopped; start it again to go on."
              .formatted(dataset.name()));
    }
    return DatabaseFailure.describe(first);
  }
}

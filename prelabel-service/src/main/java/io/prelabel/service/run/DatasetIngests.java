package io.prelabel.service.run;

import io.prelabel.batch.ingest.IngestReport;
import io.prelabel.db.dataset.Dataset;
import io.prelabel.plugin.PluginException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the pictures of data sets in the background, one data set after the other: reading a
 * folder keeps a disk busy by itself. Thread-safe. Knows of this process's walks alone.
 */
public final class DatasetIngests implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DatasetIngests.class);

  private final Labeling labeling;
  private final Clock clock;
  private final Map<Long, Walk> lastOfDataset = new ConcurrentHashMap<>();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "ingest");
            thread.setDaemon(true);
            return thread;
          });

  public DatasetIngests(Labeling labeling, Clock clock) {
    this.labeling = labeling;
    this.clock = clock;
  }

  /**
   * A walk through a data set's folder.
   *
   * @param report what it found, once it is through
   * @param failure why it ended early, one sentence
   */
  public record Walk(Instant startedAt, Optional<IngestReport> report, Optional<String> failure) {
    /** Returns "running", "done" or "failed". */
    public String state() {
      if (failure.isPresent()) {
        return "failed";
      }
      return report.isPresent() ? "done" : "running";
    }
  }

  /** Starts a walk, unless one is under way; returns the one that is. */
  public Walk start(Dataset dataset) {
    return lastOfDataset.compute(
        dataset.id(),
        (id, last) -> {
          if (last != null && last.state().equals("running")) {
            return last;
          }
          Walk walk = new Walk(clock.instant(), Optional.empty(), Optional.empty());
          worker.execute(() -> lastOfDataset.put(id, walked(dataset, walk)));
          return walk;
        });
  }

  /** Returns whether a walk through a data set is under way, or waits for its turn. */
  public boolean isUnderWay(long datasetId) {
    return last(datasetId).filter(walk -> walk.state().equals("running")).isPresent();
  }

  /** Returns the last walk of this process through a data set. */
  public Optional<Walk> last(long datasetId) {
    return Optional.ofNullable(lastOfDataset.get(datasetId));
  }

  private Walk walked(Dataset dataset, Walk walk) {
    try {
      IngestReport report = labeling.ingest(dataset);
      return new Walk(walk.startedAt(), Optional.of(report), Optional.empty());
    } catch (PluginException e) {
      return new Walk(walk.startedAt(), Optional.empty(), Optional.ofNullable(e.getMessage()));
    } catch (RuntimeException e) {
      log.error("Registering the pictures of {} failed", dataset.name(), e);
      return new Walk(
          walk.startedAt(),
          Optional.empty(),
          Optional.of("Something unexpected went wrong; the log holds it."));
    }
  }

  /** Interrupts the walk that is under way, which ends between two images. */
  @Override
  public void close() {
    worker.shutdownNow();
  }
}

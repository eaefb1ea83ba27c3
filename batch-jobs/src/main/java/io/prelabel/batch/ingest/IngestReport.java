package io.prelabel.batch.ingest;

import java.util.Map;

/**
 * What a walk found.
 *
 * @param files number of files by what became of them; hidden ones are not counted
 */
public record IngestReport(Map<FileOutcome, Long> files) {
  public IngestReport {
    files = Map.copyOf(files);
  }

  public long count(FileOutcome outcome) {
    return files.getOrDefault(outcome, 0L);
  }

  /** Returns the number of files that are registered now. */
  public long registered() {
    return count(FileOutcome.ADDED)
        + count(FileOutcome.REPLACED)
        + count(FileOutcome.RETURNED)
        + count(FileOutcome.UNCHANGED);
  }
}

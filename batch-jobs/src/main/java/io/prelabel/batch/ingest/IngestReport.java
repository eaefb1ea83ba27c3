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

  /** Returns the number of files that were looked at and left out. */
  public long leftOut() {
    return count(FileOutcome.NOT_A_PICTURE)
        + count(FileOutcome.TOO_LARGE)
        + count(FileOutcome.UNREADABLE)
        + count(FileOutcome.LINK);
  }
}

package io.prelabel.batch.ingest;

import java.util.EnumMap;
import java.util.Map;

/** Counts files while a walk goes on; used by the thread of the job alone. */
final class FileCounts {
  private final Map<FileOutcome, Long> counts = new EnumMap<>(FileOutcome.class);

  void add(FileOutcome outcome) {
    counts.merge(outcome, 1L, Long::sum);
  }

  IngestReport toReport() {
    return new IngestReport(counts);
  }
}

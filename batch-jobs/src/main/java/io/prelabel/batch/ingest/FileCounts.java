package io.prelabel.batch.ingest;

import java.util.EnumMap;
import java.util.Map;

/** Counts files while a walk goes on; used by the thread of the job alone. */
final class FileCounts {
  private final Map<FileOutcome, Long> counts = new EnumMap<>(FileOutcome.class);

  void add(FileOutcome outcome) {
    add(outcome, 1);
  }

  void add(FileOutcome outcome, long files) {
    if (files > 0) {
      counts.merge(outcome, files, Long::sum);
    }
  }

  IngestReport toReport() {
    return new IngestReport(counts);
  }
}

package io.prelabel.service.web.api;

import io.prelabel.batch.ingest.IngestReport;
import io.prelabel.db.dataset.Dataset;
import io.prelabel.service.run.DatasetIngests.Walk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A data set.
 *
 * @param images number of pictures that are registered
 * @param ingest the last registration since the service started
 */
record DatasetBody(
    long id,
    String name,
    String folder,
    long images,
    @Nullable IngestBody ingest,
    Instant createdAt) {
  static DatasetBody of(Dataset dataset, long images, Optional<Walk> lastWalk) {
    return new DatasetBody(
        dataset.id(),
        dataset.name(),
        Path.of(dataset.root()).toString(),
        images,
        lastWalk.map(IngestBody::of).orElse(null),
        dataset.createdAt());
  }

  /**
   * A walk through the folder.
   *
   * @param state running, done or failed
   * @param files number of files by what became of them: added, replaced, returned, unchanged,
   *     gone, not_a_picture, too_large, unreadable, link
   */
  record IngestBody(
      String state,
      @Nullable Map<String, Long> files,
      @Nullable String failure,
      Instant startedAt) {
    static IngestBody of(Walk walk) {
      return new IngestBody(
          walk.state(),
          walk.report().map(IngestBody::byWord).orElse(null),
          walk.failure().orElse(null),
          walk.startedAt());
    }

    private static Map<String, Long> byWord(IngestReport report) {
      Map<String, Long> files = new TreeMap<>();
      report
          .files()
          .forEach((outcome, count) -> files.put(outcome.name().toLowerCase(Locale.ROOT), count));
      return files;
    }
  }
}

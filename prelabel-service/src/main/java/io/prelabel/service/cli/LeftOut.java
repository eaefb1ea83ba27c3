package io.prelabel.service.cli;

import io.prelabel.batch.ingest.FileOutcome;
import io.prelabel.batch.ingest.IngestReport;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which files of a folder were not registered, so that none is missing in silence. */
final class LeftOut {
  private LeftOut() {}

  /**
   * Returns a line such as "Left out: 3 files that are no pictures, 1 link that leads elsewhere.";
   * empty where nothing was left out.
   */
  static Optional<String> describe(IngestReport report) {
    String kinds =
        Stream.of(
                kind(
                    report.count(FileOutcome.NOT_A_PICTURE),
                    "file that is no picture",
                    "files that are no pictures"),
                kind(
                    report.count(FileOutcome.TOO_LARGE),
                    "file that is too large",
                    "files that are too large"),
                kind(
                    report.count(FileOutcome.UNREADABLE),
                    "file that can't be read",
                    "files that can't be read"),
                kind(
                    report.count(FileOutcome.LINK),
                    "link that leads elsewhere",
                    "links that lead elsewhere"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return kinds.isEmpty() ? Optional.empty() : Optional.of("Left out: " + kinds + ".");
  }

  private static Optional<String> kind(long count, String one, String several) {
    return count == 0 ? Optional.empty() : Optional.of(count + " " + (count == 1 ? one : several));
  }
}

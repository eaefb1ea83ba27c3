package io.prelabel.batch.ingest;

import io.prelabel.db.dataset.Image;
import io.prelabel.db.dataset.Images;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads files that may have to be registered: those that look unchanged (same name, length and time
 * of change) are counted and passed over, without being opened.
 */
final class FileReader implements ItemReader<FoundFile> {
  /** Files looked up in one statement. */
  private static final int PAGE = 256;

  private final FolderWalk walk;
  private final Images images;
  private final long datasetId;
  private final FileCounts counts;
  private final SeenImages seen;
  private final Queue<FoundFile> page = new ArrayDeque<>();

  FileReader(FolderWalk walk, Images images, long datasetId, FileCounts counts, SeenImages seen) {
    this.walk = walk;
    this.images = images;
    this.datasetId = datasetId;
    this.counts = counts;
    this.seen = seen;
  }

  @Override
  public @Nullable FoundFile read() {
    boolean thereIsMore = true;
    while (page.isEmpty() && thereIsMore) {
      thereIsMore = fillPage();
    }
    return page.poll();
  }

  private boolean fillPage() {
    List<FoundFile> found = new ArrayList<>();
    Optional<FoundFile> next = walk.next();
    while (next.isPresent()) {
      found.add(next.get());
      next = found.size() < PAGE ? walk.next() : Optional.empty();
    }
    Map<URI, Image> known = images.current(datasetId, found.stream().map(FoundFile::uri).toList());
    for (FoundFile file : found) {
      Image image = known.get(file.uri());
      if (image != null) {
        seen.add(image.id());
      }
      if (image != null && image.looksLike(file.byteCount(), file.modifiedAt())) {
        counts.add(FileOutcome.UNCHANGED);
      } else {
        page.add(file);
      }
    }
    return found.size() == PAGE;
  }
}

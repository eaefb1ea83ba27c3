package io.prelabel.batch.ingest;

import io.prelabel.db.dataset.Images;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads the ids of current images whose files a walk did not come upon. None, where the walk could
 * not look everywhere or came upon no registered picture: a share that is not mounted is an empty
 * folder.
 */
final class GoneReader implements ItemReader<Long> {
  private static final Logger LOG = LoggerFactory.getLogger(GoneReader.class);
  private static final int PAGE = 1_000;

  private final FolderWalk walk;
  private final SeenImages seen;
  private final Images images;
  private final long datasetId;
  private final Queue<Long> gone = new ArrayDeque<>();
  private long after;
  private boolean started;
  private boolean atEnd;

  GoneReader(FolderWalk walk, SeenImages seen, Images images, long datasetId) {
    this.walk = walk;
    this.seen = seen;
    this.images = images;
    this.datasetId = datasetId;
  }

  @Override
  public @Nullable Long read() {
    if (!started) {
      started = true;
      atEnd = !isConclusive();
    }
    while (gone.isEmpty() && !atEnd) {
      fillPage();
    }
    return gone.poll();
  }

  private boolean isConclusive() {
    if (!walk.lookedEverywhere()) {
      LOG.warn("Parts of the folder could not be read: no image is taken to be gone.");
      return false;
    }
    return !seen.isEmpty();
  }

  private void fillPage() {
    List<Long> current = images.currentIds(datasetId, after, PAGE);
    for (long id : current) {
      if (!seen.contains(id)) {
        gone.add(id);
      }
      after = id;
    }
    atEnd = current.size() < PAGE;
  }
}

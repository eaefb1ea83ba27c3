package io.prelabel.batch.ingest;

import io.prelabel.db.dataset.Images;
import java.time.Clock;
import java.util.List;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Takes images out of the data set, in the chunk's transaction. */
final class GoneWriter implements ItemWriter<Long> {
  private final Images images;
  private final FileCounts counts;
  private final Clock clock;

  GoneWriter(Images images, FileCounts counts, Clock clock) {
    this.images = images;
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  public void write(Chunk<? extends Long> chunk) {
    counts.add(FileOutcome.GONE, images.retire(List.copyOf(chunk.getItems()), clock.instant()));
  }
}

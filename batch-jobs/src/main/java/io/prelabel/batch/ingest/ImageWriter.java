package io.prelabel.batch.ingest;

import io.prelabel.db.dataset.Images;
import io.prelabel.db.dataset.NewImage;
import java.time.Clock;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Registers images, in the chunk's transaction. */
final class ImageWriter implements ItemWriter<NewImage> {
  private final Images images;
  private final long datasetId;
  private final FileCounts counts;
  private final Clock clock;

  ImageWriter(Images images, long datasetId, FileCounts counts, Clock clock) {
    this.images = images;
    this.datasetId = datasetId;
    this.counts = counts;
    this.clock = clock;
  }

  @Override
  public void write(Chunk<? extends NewImage> chunk) {
    for (NewImage image : chunk) {
      counts.add(
          switch (images.register(datasetId, image, clock.instant())) {
            case ADDED -> FileOutcome.ADDED;
            case REPLACED -> FileOutcome.REPLACED;
            case UNCHANGED -> FileOutcome.UNCHANGED;
          });
    }
  }
}

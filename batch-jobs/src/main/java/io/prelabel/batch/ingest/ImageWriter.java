package io.prelabel.batch.ingest;

import io.prelabel.db.dataset.Images;
import io.prelabel.db.dataset.NewImage;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Registers images, in the chunk's transaction. */
final class ImageWriter implements ItemWriter<NewImage> {
  private final Images images;
  private final long datasetId;
  private final FileCounts counts;
  private final SeenImages seen;
  private final Clock clock;

  ImageWriter(Images images, long datasetId, FileCounts counts, SeenImages seen, Clock clock) {
    this.images = images;
    this.datasetId = datasetId;
    this.counts = counts;
    this.seen = seen;
    this.clock = clock;
  }

  @Override
  public void write(Chunk<? extends NewImage> chunk) {
    for (NewImage image : chunk) {
      counts.add(
          switch (images.register(datasetId, image, clock.instant())) {
            case ADDED -> FileOutcome.ADDED;
            case REPLACED -> FileOutcome.REPLACED;
            case RETURNED -> FileOutcome.RETURNED;
            case UNCHANGED -> FileOutcome.UNCHANGED;
          });
    }
    List<URI> uris = chunk.getItems().stream().map(image -> image.ref().uri()).toList();
    images.current(datasetId, uris).values().forEach(image -> seen.add(image.id()));
  }
}

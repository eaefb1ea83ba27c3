package io.prelabel.db.dataset;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.image.ImageRef;
import io.prelabel.plugin.image.PictureSize;
import java.time.Instant;
import java.util.Optional;

/**
 * A file as it was found.
 *
 * @param ref where it lies and the hash of its bytes
 * @param fileName path relative to the data set's root, with {@code /}
 * @param byteCount length of the file
 * @param modifiedAt the file system's time; kept to the microsecond
 * @param size as shown, or empty where the header can't be read
 */
public record NewImage(
    ImageRef ref, String fileName, long byteCount, Instant modifiedAt, Optional<PictureSize> size) {
  public NewImage {
    modifiedAt = Columns.stored(modifiedAt);
  }
}

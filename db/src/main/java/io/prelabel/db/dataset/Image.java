package io.prelabel.db.dataset;

import io.prelabel.db.jdbc.Columns;
import io.prelabel.plugin.image.ImageRef;
import io.prelabel.plugin.image.PictureSize;
import java.time.Instant;
import java.util.Optional;

/**
 * One content of one file of a data set.
 *
 * @param fileName path relative to the data set's root, with {@code /}
 * @param modifiedAt the file system's time, to the microsecond
 * @param size as shown, or empty where the header can't be read
 * @param retiredAt when other bytes were found under the same URI, or no file any more; empty while
 *     this is the current content
 */
public record Image(
    long id,
    long datasetId,
    ImageRef ref,
    String fileName,
    long byteCount,
    Instant modifiedAt,
    Optional<PictureSize> size,
    Instant registeredAt,
    Optional<Instant> retiredAt) {

  /**
   * Returns whether a file with these marks is taken to be this content, without reading it: the
   * same length and the same time of change.
   */
  public boolean looksLike(long otherByteCount, Instant otherModifiedAt) {
    return byteCount == otherByteCount && modifiedAt.equals(Columns.stored(otherModifiedAt));
  }
}

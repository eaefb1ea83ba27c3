package io.prelabel.batch.source;

import java.net.URI;

/**
 * Gives the bytes of pictures. Thread-safe.
 *
 * <p>Failures are {@link io.prelabel.plugin.PluginException}s with a short reason that holds no
 * path: {@code BAD_INPUT} where the picture is gone, too large, or not one that may be read; {@code
 * UNAVAILABLE} where another try may succeed.
 */
@FunctionalInterface
public interface ImageSource {
  /** Returns all bytes of a picture; never more than the source's own limit. */
  byte[] read(URI uri);

  /**
   * Asked before a run starts, so that a folder that is away fails the start and not each picture.
   *
   * @param folder of a data set
   * @throws io.prelabel.plugin.PluginException {@code UNAVAILABLE}, in a sentence that may name the
   *     folder, where nothing below it can be read now
   */
  default void checkFolder(URI folder) {}
}

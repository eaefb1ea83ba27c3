package io.prelabel.batch.source;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads files below the folders that were allowed, and no others: links are followed first, so that
 * none leads out.
 */
public final class FolderImageSource implements ImageSource {
  /** Larger than any picture that can be decoded; bounds the memory of one read. */
  public static final long DEFAULT_MAX_BYTES = 256L << 20;

  private final List<Path> roots;
  private final long maxBytes;

  /**
   * @param roots folders that may be read, with all below them
   * @param maxBytes of one file, at most {@link Integer#MAX_VALUE} minus 8
   */
  public FolderImageSource(List<Path> roots, long maxBytes) {
    if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("bad limit: " + maxBytes);
    }
    this.roots = List.copyOf(roots);
    this.maxBytes = maxBytes;
  }

  @Override
  public byte[] read(URI uri) {
    try {
      Path file = allowed(Path.of(uri));
      if (Files.size(file) > maxBytes) {
        throw tooLarge();
      }
      return readBounded(file);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw PluginException.badInput("not the address of a file");
    } catch (NoSuchFileException e) {
      throw missing(Path.of(uri));
    } catch (AccessDeniedException e) {
      throw PluginException.badInput("no permission to read it");
    } catch (IOException e) {
      throw unavailable("can't be read right now (%s)".formatted(e.getClass().getSimpleName()));
    }
  }

  @Override
  public void checkFolder(URI folder) {
    Path path = Path.of(folder);
    try {
      if (!isAllowed(path.toRealPath())) {
        throw unavailable(
            "The folder %s is outside those that may be read; start the service with --root %s."
                .formatted(path, path));
      }
    } catch (IOException e) {
      throw unavailable(
          "The folder %s can't be read right now (%s); is a share not mounted?"
              .formatted(path, e.getClass().getSimpleName()));
    }
  }

  /** Returns the file that is meant, links resolved, or refuses. */
  private Path allowed(Path file) throws IOException {
    Path real = file.toRealPath();
    if (!isAllowed(real)) {
      throw PluginException.badInput("outside the folders that may be read");
    }
    return real;
  }

  private boolean isAllowed(Path real) throws IOException {
    for (Path root : roots) {
      if (Files.exists(root) && real.startsWith(root.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  /** Bounded again, since a file can grow after its size was asked. */
  private byte[] readBounded(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes((int) maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw tooLarge();
      }
      return bytes;
    }
  }

  /**
   * A file is gone where its folder still holds others. A folder that is away, or the empty place
   * of a share that is not mounted, says nothing about the file.
   */
  private static PluginException missing(Path file) {
    return holdsSomething(file.resolveSibling(""))
        ? PluginException.badInput("the file is gone")
        : unavailable("its folder is not there right now; is a share not mounted?");
  }

  private static boolean holdsSomething(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      return entries.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  private PluginException tooLarge() {
    return PluginException.badInput("larger than the limit of %d bytes".formatted(maxBytes));
  }

  private static PluginException unavailable(String reason) {
    return new PluginException(FailureCategory.UNAVAILABLE, reason);
  }
}

package io.prelabel.batch.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes upon the files of a folder and of those below it, sorted by name within each folder. Holds
 * the listings of one path from the root at a time, whatever the number of files.
 *
 * <p>Passed over without a word: names that begin with one dot (hidden) and what is neither file
 * nor folder. Links are followed to files below the root, and nowhere else.
 */
final class FolderWalk {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWalk.class);

  private final Path root;
  private final URI rootUri;
  private final FileCounts counts;
  private final Deque<Iterator<Path>> open = new ArrayDeque<>();
  private boolean lookedEverywhere = true;

  /**
   * @param root a folder, with links resolved
   * @throws IOException where it can't be listed
   */
  FolderWalk(Path root, FileCounts counts) throws IOException {
    this.root = root;
    this.rootUri = root.toUri();
    this.counts = counts;
    open.push(sorted(root));
  }

  /** Returns the next file, or empty at the end. */
  Optional<FoundFile> next() {
    while (!open.isEmpty()) {
      Iterator<Path> listing = open.peek();
      if (!listing.hasNext()) {
        open.pop();
      } else {
        Optional<FoundFile> found = visit(listing.next());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether, as far as the walk has come, no folder and no file kept from being looked at.
   * A file that vanishes after its folder was listed counts as one: so does everything when a share
   * goes away.
   */
  boolean lookedEverywhere() {
    return lookedEverywhere;
  }

  private Optional<FoundFile> visit(Path path) {
    if (isHidden(path)) {
      return Optional.empty();
    }
    try {
      if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        open.push(sorted(path));
        return Optional.empty();
      }
      if (Files.isSymbolicLink(path) && !leadsToFileBelowRoot(path)) {
        counts.add(FileOutcome.LINK);
        return Optional.empty();
      }
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile() ? Optional.of(found(path, attributes)) : Optional.empty();
    } catch (IOException e) {
      LOG.warn("{} can't be read ({}); left out.", path, e.toString());
      counts.add(FileOutcome.UNREADABLE);
      lookedEverywhere &= leadsNowhere(path, e);
      return Optional.empty();
    }
  }

  /** A link whose target is gone is as good as a file that is gone. */
  private static boolean leadsNowhere(Path path, IOException failure) {
    return failure instanceof NoSuchFileException && Files.isSymbolicLink(path);
  }

  private boolean leadsToFileBelowRoot(Path link) throws IOException {
    Path target = link.toRealPath();
    return target.startsWith(root) && Files.isRegularFile(target);
  }

  private FoundFile found(Path path, BasicFileAttributes attributes) {
    URI uri = path.toUri();
    // decoded from the URI: exact in any locale, where the path's own text may not be
    String fileName = rootUri.relativize(uri).getPath();
    return new FoundFile(
        path, uri, fileName, attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  /** One dot hides a file on Unix; "..name" is an odd name. */
  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") && !name.startsWith("..");
  }

  private static Iterator<Path> sorted(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      listing.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(entries);
    return entries.iterator();
  }
}

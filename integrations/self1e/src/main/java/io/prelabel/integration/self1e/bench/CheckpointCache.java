package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Keeps random checkpoints in a folder: each is written once, and appears whole or not at all. Safe
 * among processes.
 */
public final class CheckpointCache {
  /** Raised when the same shape would be written otherwise. */
  private static final String REVISION = "1";

  /** Left free on the disk. */
  private static final long SPARE_BYTES = 512L << 20;

  private final Path folder;

  /** Shows how far the writing is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param done bytes that have been written
     * @param total bytes in all
     */
    void at(long done, long total);
  }

  /**
   * @param folder created where it is missing
   */
  public CheckpointCache(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the checkpoint of a shape, written now where it is not there yet: for 2B about 4.2 GB.
   * Waits for another process that is writing.
   *
   * @throws PluginException {@code OVER_CAPACITY} where the disk has too little room, {@code
   *     UNAVAILABLE} where it can't be written to
   */
  public Path get(CheckpointShape shape, Progress progress) {
    Path target = folder.resolve(shape.name() + "-" + REVISION);
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
              FileChannel.open(
                  folder.resolve(target.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = file.lock()) {
        if (!Files.isDirectory(target)) {
          write(shape, target, progress);
        }
      }
      return target;
    } catch (IOException e) {
      throw new PluginException(
          FailureCategory.UNAVAILABLE,
          "The checkpoint %s can't be written (%s); choose another folder with --home."
              .formatted(target, e),
          e);
    }
  }

  /** Whoever holds the lock may take away what a process left that was killed. */
  private void write(CheckpointShape shape, Path target, Progress progress) throws IOException {
    Path part = folder.resolve(target.getFileName() + ".part");
    delete(part);
    Files.createDirectory(part);
    Path config = part.resolve(CheckpointFolder.CONFIG);
    Files.writeString(config, shape.configJson());
    RandomCheckpoint checkpoint =
        RandomCheckpoint.of(Self1eConfig.read(config), shape.vocabulary());
    long total = checkpoint.bytes();
    refuseFullDisk(total);
    long[] done = {0};
    checkpoint.write(
        part,
        RandomCheckpoint.SHARD_BYTES,
        more -> {
          done[0] += more;
          progress.at(done[0], total);
        });
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private void refuseFullDisk(long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes + SPARE_BYTES) {
      throw new PluginException(
          FailureCategory.OVER_CAPACITY,
          String.format(
              Locale.ROOT,
              "%s has %.1f GB free and the random checkpoint needs %.1f GB; choose another folder with --home.",
              folder,
              free / 1e9,
              (bytes + SPARE_BYTES) / 1e9));
    }
  }

  private static void delete(Path part) throws IOException {
    if (Files.isDirectory(part)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
        for (Path each : files) {
          Files.delete(each);
        }
      }
      Files.delete(part);
    }
  }
}

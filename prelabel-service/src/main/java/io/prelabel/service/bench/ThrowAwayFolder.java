package io.prelabel.service.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A new folder that is deleted with all in it when it is closed; closing again does nothing.
 *
 * @param path of the folder
 */
public record ThrowAwayFolder(Path path) implements AutoCloseable {
  /**
   * Makes one.
   *
   * @param parent created where it is missing
   */
  public static ThrowAwayFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new ThrowAwayFolder(Files.createTempDirectory(parent, "bench-"));
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          /** What an ending process took away itself is no failure. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException ignored)
              throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

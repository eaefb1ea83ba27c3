package io.prelabel.service.home;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folder below which everything lies that the program keeps: {@code --home}, else the
 * environment variable {@code PRELABEL_HOME}, else {@code .prelabel} in the user's home. The
 * database's module adds its own names below it ({@code database}, {@code postgresql}, {@code
 * lock}).
 *
 * @param folder absolute
 */
public record Home(Path folder) {
  private static final String VARIABLE = "PRELABEL_HOME";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Finds the folder; creates nothing.
   *
   * @param option what was given on the command line
   */
  public static Home find(Optional<Path> option, Map<String, String> environment) {
    return new Home(
        option
            .or(
                () ->
                    Optional.ofNullable(environment.get(VARIABLE))
                        .filter(each -> !each.isBlank())
                        .map(Path::of))
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".prelabel")));
  }

  /**
   * Makes sure that the folder and those for logs and plugins exist. A new folder is readable by
   * its owner alone: the database lies in it.
   *
   * @throws PluginException where it can't be written to
   */
  public Home create() {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
          Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
      }
      Files.createDirectories(logFile().getParent());
      Files.createDirectories(plugins());
      return this;
    } catch (IOException e) {
      throw PluginException.badInput(
          "The home folder %s can't be used (%s); choose another one with --home."
              .formatted(folder, e));
    }
  }

  /** Returns the log; older ones lie beside it. */
  public Path logFile() {
    return folder.resolve("logs").resolve("prelabel.log");
  }

  /** Returns where people drop the jars of further models. */
  public Path plugins() {
    return folder.resolve("plugins");
  }

  /** Returns where the native libraries are unpacked. */
  public Path nativeLibraries() {
    return cache().resolve("djl");
  }

  /** Returns where the random checkpoints of benchmarks lie. */
  public Path randomCheckpoints() {
    return cache().resolve("random-checkpoints");
  }

  /** Returns where that lies which can be made again. */
  public Path cache() {
    return folder.resolve("cache");
  }

  /** Returns the file that holds the hash of the password. */
  public Path credentials() {
    return folder.resolve("credentials");
  }

  /** Returns where the bundled demo is unpacked. */
  public Path demo() {
    return folder.resolve("demo");
  }
}

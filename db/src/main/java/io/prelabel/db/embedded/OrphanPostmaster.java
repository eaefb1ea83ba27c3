package io.prelabel.db.embedded;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived the process that started it: killing a JVM leaves it running,
 * and no second one starts on the same data. Found by {@code postmaster.pid}, whose first line is
 * the process id (PostgreSQL documentation, "Database File Layout").
 */
final class OrphanPostmaster {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanPostmaster.class);
  private static final String PID_FILE = "postmaster.pid";

  private final ProcessHandle process;

  private OrphanPostmaster(ProcessHandle process) {
    this.process = process;
  }

  /**
   * Stops the server that still runs on a data folder, if there is one. Only for the holder of the
   * folder's {@link HomeLock}: it would stop a living neighbour's database as well.
   */
  static void stopOn(Path dataFolder) throws IOException, InterruptedException {
    Optional<OrphanPostmaster> orphan = find(dataFolder);
    if (orphan.isPresent()) {
      orphan.get().stop();
    }
    // After a reboot the id may be another program's, which PostgreSQL would take for a server.
    Files.deleteIfExists(dataFolder.resolve(PID_FILE));
  }

  private static Optional<OrphanPostmaster> find(Path dataFolder) throws IOException {
    Path pidFile = dataFolder.resolve(PID_FILE);
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    return Files.readAllLines(pidFile).stream()
        .findFirst()
        .map(String::strip)
        .filter(line -> line.matches("\\d{1,18}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
        .filter(ProcessHandle::isAlive)
        .filter(OrphanPostmaster::looksLikePostgres)
        .map(OrphanPostmaster::new);
  }

  private static boolean looksLikePostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(true);
  }

  private void stop() throws IOException, InterruptedException {
    LOG.info("Stopping a database server that outlived its process (process {}).", process.pid());
    // "fast": ends sessions and writes a checkpoint; then "immediate", to be recovered at the start
    if (!end("INT", Duration.ofSeconds(30)) && !end("QUIT", Duration.ofSeconds(10))) {
      throw new PluginException(
          FailureCategory.UNAVAILABLE,
          "A database server of an earlier start still runs as process %d and does not stop; end that process and start again."
              .formatted(process.pid()));
    }
  }

  private boolean end(String signal, Duration patience) throws IOException, InterruptedException {
    if (isWindows()) {
      process.destroy();
    } else {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillRunning) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException("can't wait for process " + process.pid(), e);
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }
}

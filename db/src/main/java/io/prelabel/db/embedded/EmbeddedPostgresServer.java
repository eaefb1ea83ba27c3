package io.prelabel.db.embedded;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A PostgreSQL server of our own, for those who bring none: a child process that listens on a free
 * port of the loopback interface, with its data and its unpacked binaries under the home folder.
 * The data is kept between starts, and durable: a committed row survives a crash of the machine.
 *
 * <p>Starting takes about five seconds the first time and one second later. Stopped by {@link
 * #close}; a server that a killed process left behind is stopped by the next start.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
  /** Enough for a pool of 20, its leak detection, and a person with psql. */
  private static final int MAX_CONNECTIONS = 40;

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String DATABASE = "postgres";
  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private EmbeddedPostgresServer(EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts the server on the data of a home folder, creating both where needed. The caller holds
   * the folder's {@link HomeLock}.
   */
  public static EmbeddedPostgresServer start(Path home) {
    return start(home, Map.of());
  }

  /**
   * Starts the server with other settings than the durable ones; tests turn {@code fsync} off.
   *
   * @param settings of {@code postgresql.conf}, over the defaults
   */
  public static EmbeddedPostgresServer start(Path home, Map<String, String> settings) {
    Path data = home.resolve("database");
    try {
      Files.createDirectories(data);
      OrphanPostmaster.stopOn(data);
      return new EmbeddedPostgresServer(builder(home, data, settings).start());
    } catch (IOException | IllegalStateException e) {
      throw new PluginException(
          FailureCategory.UNAVAILABLE,
          "The embedded database did not start on %s (%s); the log holds its own words."
              .formatted(data, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(
          FailureCategory.UNAVAILABLE, "Starting the embedded database was interrupted.", e);
    }
  }

  private static EmbeddedPostgres.Builder builder(
      Path home, Path data, Map<String, String> settings) {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(home.resolve("postgresql").toFile())
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
            .setPGStartupWait(START_LIMIT)
            .setRegisterShutdownHook(false);
    settings.forEach(builder::setServerConfig);
    return builder;
  }

  /** Returns a source of new connections; put a pool in front of it. */
  public DataSource dataSource() {
    return server.getPostgresDatabase();
  }

  /** Returns the URL for a pool, user included; there is no password on the loopback interface. */
  public String jdbcUrl() {
    return server.getJdbcUrl(USER, DATABASE);
  }

  /** Returns the port on the loopback interface; another one at each start. */
  public int port() {
    return server.getPort();
  }

  /** Ends all sessions, writes a checkpoint and stops the server; repeated calls do nothing. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}

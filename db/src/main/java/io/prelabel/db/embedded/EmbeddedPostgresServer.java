package io.prelabel.db.embedded;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A PostgreSQL server of our own, for those who bring none: a child process that listens on a free
 * port of the loopback interface, with its data and its unpacked binaries under the home folder.
 * The data is kept between starts, and durable: a committed row survives a crash of the machine. It
 * asks everybody for a password, which lies in {@code HOME/database-password}.
 *
 * <p>Starting takes about five seconds the first time and one second later. Stopped by {@link
 * #close}; a server that a killed process left behind is stopped by the next start.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final String DATABASE = "postgres";

  private final EmbeddedPostgres server;
  private final DatabasePassword password;

  private EmbeddedPostgresServer(EmbeddedPostgres server, DatabasePassword password) {
    this.server = server;
    this.password = password;
  }

  /**
   * Starts the server on the data of a home folder, creating both where needed. The caller holds
   * the folder's {@link HomeLock}.
   *
   * @throws PluginException where it does not start, or its password is lost
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
    return start(home, settings, START_LIMIT);
  }

  static EmbeddedPostgresServer start(
      Path home, Map<String, String> settings, Duration startLimit) {
    try {
      ServerStart start = ServerStart.prepare(home, settings, startLimit);
      return new EmbeddedPostgresServer(start.run(), start.password());
    } catch (IOException | IllegalStateException | SQLException e) {
      throw new PluginException(
          FailureCategory.UNAVAILABLE,
          "The embedded database did not start on %s (%s); the log holds its own words."
              .formatted(home, e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PluginException(
          FailureCategory.UNAVAILABLE, "Starting the embedded database was interrupted.", e);
    }
  }

  /** Returns a source of new connections; put a pool in front of it. */
  public DataSource dataSource() {
    return server.getPostgresDatabase();
  }

  /** Returns the URL for a pool, user included; {@link #password} is to be given beside it. */
  public String jdbcUrl() {
    return server.getJdbcUrl(ServerStart.USER, DATABASE);
  }

  /** Returns the password of the user in the URL. */
  public String password() {
    return password.value();
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

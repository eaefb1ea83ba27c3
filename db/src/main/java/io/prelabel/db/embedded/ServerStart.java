package io.prelabel.db.embedded;

import io.prelabel.db.DatabaseFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;

/** The start of a server on a home folder, such that nobody gets in without the password. */
final class ServerStart {
  static final String USER = "postgres";

  /** Enough for a pool of 20, its leak detection, and a person with psql. */
  private static final int MAX_CONNECTIONS = 40;

  private final Path data;
  private final ClientAccess access;
  private final DatabasePassword password;
  private final EmbeddedPostgres.Builder builder;

  private ServerStart(
      Path data, ClientAccess access, DatabasePassword password, EmbeddedPostgres.Builder builder) {
    this.data = data;
    this.access = access;
    this.password = password;
    this.builder = builder;
  }

  /** Makes the folders and the password where needed, and stops a server that was left behind. */
  static ServerStart prepare(Path home, Map<String, String> settings, Duration limit)
      throws IOException, InterruptedException {
    Path data = home.resolve("database");
    OwnerOnly.createFolder(data);
    OrphanPostmaster.stopOn(data);
    ClientAccess access = new ClientAccess(data);
    DatabasePassword password =
        access.needsPassword()
            ? DatabasePassword.kept(home, access)
            : DatabasePassword.keptOrNew(home, new SecureRandom());
    EmbeddedPostgres.Builder builder = builder(home, data, password).setPGStartupWait(limit);
    settings.forEach(builder::setServerConfig);
    return new ServerStart(data, access, password, builder);
  }

  DatabasePassword password() {
    return password;
  }

  /** Starts the server and waits until it lets us in. */
  EmbeddedPostgres run() throws IOException, InterruptedException, SQLException {
    try {
      if (access.trusts()) {
        closeToStrangers();
      }
      return builder.start();
    } catch (IOException e) {
      OrphanPostmaster.stopOn(data); // it may be running, and not have let us in
      if (wasRefused(e)) {
        throw password.wrong(access, e);
      }
      throw e;
    }
  }

  /**
   * Gives the data of an earlier version its password. The server is started once for that, and
   * stopped, which also ends the sessions of strangers who were let in meanwhile. May be killed
   * anywhere: until the last step the next start does it again.
   */
  private void closeToStrangers() throws IOException, SQLException {
    try (EmbeddedPostgres open = builder.start();
        Connection connection = open.getPostgresDatabase().getConnection()) {
      // The driver sends the SCRAM verifier: no log of statements can hold the password.
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(USER, password.value().toCharArray(), "scram-sha-256");
      access.requirePassword();
    }
  }

  private static EmbeddedPostgres.Builder builder(Path home, Path data, DatabasePassword password)
      throws IOException {
    Path binaries = home.resolve("postgresql");
    OwnerOnly.createFolder(binaries);
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // zonky lets everybody write to this folder, hence one below a closed one
        .setOverrideWorkingDirectory(binaries.resolve("unpacked").toFile())
        // options of initdb: zonky hands them on as they are, and the last --auth holds
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", password.file().toString())
        .setConnectConfig("password", password.value())
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
        .setRegisterShutdownHook(false);
  }

  /** SQLSTATE class 28: invalid authorization specification. */
  private static boolean wasRefused(IOException failure) {
    return Objects.requireNonNullElse(DatabaseFailure.sqlState(failure), "").startsWith("28");
  }
}

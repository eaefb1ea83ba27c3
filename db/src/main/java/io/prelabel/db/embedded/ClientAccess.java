package io.prelabel.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Whom a database lets in, by the {@code pg_hba.conf} of its data folder (PostgreSQL documentation,
 * "The pg_hba.conf File").
 */
final class ClientAccess {
  private static final String PASSWORD_ONLY =
      """
      # Written by Prelabel: a password from everybody, and only from this machine.
      # TYPE  DATABASE  USER  ADDRESS       METHOD
      local   all       all                 scram-sha-256
      host    all       all   127.0.0.1/32  scram-sha-256
      host    all       all   ::1/128       scram-sha-256
      """;

  private final Path file;

  ClientAccess(Path dataFolder) {
    file = dataFolder.resolve("pg_hba.conf");
  }

  Path file() {
    return file;
  }

  /** Returns whether a database is there, and lets nobody in without a password. */
  boolean needsPassword() throws IOException {
    return Files.exists(file) && !trusts();
  }

  /** Returns whether a database is there, and somebody gets in without a password. */
  boolean trusts() throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    return Files.readAllLines(file).stream()
        .map(line -> line.split("#", 2)[0].strip())
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .anyMatch("trust"::equals);
  }

  /** Makes the server ask everybody for a password, from its next start on. */
  void requirePassword() throws IOException {
    OwnerOnly.write(file, PASSWORD_ONLY);
  }
}

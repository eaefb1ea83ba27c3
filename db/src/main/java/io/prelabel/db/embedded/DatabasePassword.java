package io.prelabel.db.embedded;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The password of the embedded database's superuser, kept in a file of the home folder that its
 * owner alone can read. Without it, every local user could read the data, and run programs as the
 * owner ({@code copy … program}).
 *
 * @param value one line of printable ASCII
 * @param file where it is kept: the first line
 */
record DatabasePassword(String value, Path file) {
  private static final String FILE = "database-password";

  /** 18 bytes are 24 characters without padding; 144 bits can't be guessed. */
  private static final int BYTES = 18;

  /**
   * Reads the password that a database already asks for.
   *
   * @throws PluginException where it is lost; says how to get a new one
   */
  static DatabasePassword kept(Path home, ClientAccess access) {
    Path file = home.resolve(FILE);
    try {
      String value = firstLine(file).orElseThrow(() -> new IOException("it is empty"));
      return new DatabasePassword(value, file);
    } catch (IOException e) {
      throw lost("can't be read (%s)".formatted(e), file, access, e);
    }
  }

  /** Reads the password that was made for a database, or makes and keeps one. */
  static DatabasePassword keptOrNew(Path home, SecureRandom random) throws IOException {
    Path file = home.resolve(FILE);
    Optional<String> kept = Files.exists(file) ? firstLine(file) : Optional.empty();
    if (kept.isPresent()) {
      return new DatabasePassword(kept.get(), file);
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    OwnerOnly.write(file, value + "\n");
    return new DatabasePassword(value, file);
  }

  /** Returns the failure of a start that the database refused. */
  PluginException wrong(ClientAccess access, Exception refusal) {
    return lost("holds another one", file, access, refusal);
  }

  private static PluginException lost(String how, Path file, ClientAccess access, Exception cause) {
    return new PluginException(
        FailureCategory.BAD_INPUT,
        "The embedded database asks for its password, and %s %s; bring that file back from a copy, or replace scram-sha-256 by trust in %s and start again, which makes a new password."
            .formatted(file, how, access.file()),
        cause);
  }

  private static Optional<String> firstLine(Path file) throws IOException {
    return Files.readAllLines(file).stream().findFirst().filter(line -> !line.isBlank());
  }

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return "DatabasePassword[" + file + "]";
  }
}

package io.prelabel.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the embedded database of a home folder stands, as far as files tell: nothing is started,
 * locked or written.
 *
 * @param version PostgreSQL's major version of the data ("17"); empty where there is none yet
 * @param user the living process that works on the home folder
 * @param isPasswordLost whether the data asks for a password whose file is gone
 */
public record HomeState(
    Optional<String> version, Optional<RunningProcess> user, boolean isPasswordLost) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Looks at a home folder, which need not exist. */
  public static HomeState of(Path home) {
    Path data = home.resolve("database");
    return new HomeState(
        firstLine(data.resolve("PG_VERSION")),
        running(home.resolve("running.json")),
        asksForPassword(data) && !Files.exists(home.resolve("database-password")));
  }

  private static Optional<RunningProcess> running(Path file) {
    try {
      RunningProcess process = JSON.readValue(Files.readAllBytes(file), RunningProcess.class);
      return Optional.of(process)
          .filter(each -> ProcessHandle.of(each.pid()).map(ProcessHandle::isAlive).orElse(false));
    } catch (IOException | JacksonException nobody) {
      return Optional.empty();
    }
  }

  private static boolean asksForPassword(Path data) {
    try {
      return new ClientAccess(data).needsPassword();
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return Files.readAllLines(file).stream().findFirst().map(String::strip);
    } catch (IOException missing) {
      return Optional.empty();
    }
  }
}

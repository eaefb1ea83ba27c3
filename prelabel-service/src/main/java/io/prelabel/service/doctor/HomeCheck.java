package io.prelabel.service.doctor;

import io.prelabel.db.embedded.HomeState;
import io.prelabel.service.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The home folder: whether it can be written to, what lies in it, and its database. */
public final class HomeCheck {
  /** The native libraries, unpacked, and the database's programs. */
  private static final long FIRST_START = 700 * Bytes.MIB;

  private static final long LITTLE = 2 * Bytes.GIB;

  private final Home home;
  private final ToLongFunction<Path> freeBytes;
  private final Optional<Finding> externalDatabase;

  /**
   * @param freeBytes tells the room on the disk of a folder
   * @param externalDatabase what is known of a database that is used instead of the embedded one
   */
  public HomeCheck(Home home, ToLongFunction<Path> freeBytes, Optional<Finding> externalDatabase) {
    this.home = home;
    this.freeBytes = freeBytes;
    this.externalDatabase = externalDatabase;
  }

  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(folder());
    findings.add(room());
    parts()
        .forEach(
            (what, path) -> {
              if (Files.exists(path)) {
                findings.add(Finding.ok(what, "%s, %s".formatted(size(path), path)));
              }
            });
    findings.add(database());
    return findings;
  }

  private Finding folder() {
    return Files.isWritable(home.folder())
        ? Finding.ok("home folder", home.folder().toString())
        : Finding.problem(
            "home folder",
            home.folder() + " can't be written to",
            "Give yourself the right to, or choose another with --home or PRELABEL_HOME.");
  }

  private Finding room() {
    long free = freeBytes.applyAsLong(home.folder());
    String value = "%s free".formatted(Bytes.text(free));
    boolean isUnpacked = Files.isDirectory(home.nativeLibraries().resolve("pytorch"));
    if (free < (isUnpacked ? 100 * Bytes.MIB : FIRST_START)) {
      return Finding.problem(
          "room on its disk",
          value,
          "Make room (the first start unpacks about 600 MB), or choose another disk with --home.");
    }
    return free < LITTLE
        ? Finding.note("room on its disk", value, "Make room: masks, logs and results come to it.")
        : Finding.ok("room on its disk", value);
  }

  private Map<String, Path> parts() {
    Map<String, Path> parts = new LinkedHashMap<>();
    parts.put("unpacked libraries", home.nativeLibraries());
    parts.put("random checkpoints", home.randomCheckpoints());
    parts.put("programs of the database", home.folder().resolve("postgresql"));
    parts.put("logs", home.logFile().getParent());
    return parts;
  }

  private Finding database() {
    if (externalDatabase.isPresent()) {
      return externalDatabase.get();
    }
    HomeState state = HomeState.of(home.folder());
    Path data = home.folder().resolve("database");
    if (state.isPasswordLost()) {
      return Finding.problem(
          "database",
          "embedded, and the file with its password is gone",
          "Bring %s back from a copy, or replace scram-sha-256 by trust in %s and start again, which makes a new one."
              .formatted(home.folder().resolve("database-password"), data.resolve("pg_hba.conf")));
    }
    if (state.user().isPresent()) {
      return Finding.note(
          "database",
          "embedded, in use %s".formatted(state.user().get().describe()),
          "Label over its REST API; a second process needs that one to end, or another --home.");
    }
    return Finding.ok(
        "database",
        state
            .version()
            .map(each -> "embedded, PostgreSQL %s, %s, not running".formatted(each, size(data)))
            .orElse("embedded, made when it is first needed"));
  }

  /** Files may come and go meanwhile. */
  private static String size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return Bytes.text(files.mapToLong(HomeCheck::fileSize).sum());
    } catch (IOException | UncheckedIOException unreadable) {
      return "size not known";
    }
  }

  private static long fileSize(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException gone) {
      return 0;
    }
  }
}

package io.prelabel.db.embedded;

import java.net.URI;
import java.util.Optional;

/**
 * Who holds a home folder, as written to {@code running.json}.
 *
 * @param command what it was started for ("serve")
 * @param address where its web pages are, once they are up
 */
public record RunningProcess(long pid, String command, Optional<URI> address) {
  /** Returns "at http://127.0.0.1:8080 (process 123, 'serve')", or without the address. */
  public String describe() {
    String who = "process %d, '%s'".formatted(pid, command);
    return address.map(uri -> "at %s (%s)".formatted(uri, who)).orElse("(%s)".formatted(who));
  }
}

package io.prelabel.db.process;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A process that says it is alive.
 *
 * @param id made anew at each start
 * @param command what it was started for ("serve")
 * @param address where its web pages are, or empty
 */
public record LivingProcess(
    UUID id, String host, long pid, String command, Optional<URI> address, Instant startedAt) {

  /** Describes the process that asks, under a new id. */
  public static LivingProcess current(String command, Optional<URI> address, Instant now) {
    return new LivingProcess(
        UUID.randomUUID(), hostName(), ProcessHandle.current().pid(), command, address, now);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException noName) {
      return "localhost";
    }
  }
}

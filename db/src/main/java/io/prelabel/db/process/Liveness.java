package io.prelabel.db.process;

import java.time.Duration;
import java.util.UUID;

/**
 * Decides which owners are dead. The asker itself never is. Heartbeats are written and compared by
 * the database's clock: those of two machines may differ by more than a heartbeat.
 *
 * @param self the asking process
 * @param deadAfter an owner whose last heartbeat is longer ago, or who has no row, is dead
 * @param alone whether the asker holds the lock of an embedded database, so that no other owner can
 *     be alive, whatever its heartbeat
 */
public record Liveness(UUID self, Duration deadAfter, boolean alone) {
  /**
   * True in SQL where the column {@code owner} names a dead process; needs the parameters {@code
   * self}, {@code deadAfter} (in seconds) and {@code alone}.
   */
  public static final String OWNER_IS_DEAD =
      """
      owner <> :self and (:alone or not exists (
        select from process where process.id = owner and process.heartbeat_at >= now() - make_interval(secs => :deadAfter)))
      """;

  /** Returns {@link #deadAfter} as SQL takes it. */
  public double deadAfterSeconds() {
    return deadAfter.toMillis() / 1e3;
  }
}

package io.prelabel.db.process;

import java.time.Instant;
import java.util.UUID;

/**
 * Decides which owners are dead. The asker itself never is.
 *
 * @param self the asking process
 * @param deadBefore an owner whose last heartbeat is older, or who has no row, is dead
 * @param alone whether the asker holds the lock of an embedded database, so that no other owner can
 *     be alive, whatever its heartbeat
 */
public record Liveness(UUID self, Instant deadBefore, boolean alone) {
  /**
   * True in SQL where the column {@code owner} names a dead process; needs the parameters {@code
   * self}, {@code deadBefore} and {@code alone}.
   */
  public static final String OWNER_IS_DEAD =
      """
      owner <> :self and (:alone or not exists (
        select from process where process.id = owner and process.heartbeat_at >= :deadBefore))
      """;
}

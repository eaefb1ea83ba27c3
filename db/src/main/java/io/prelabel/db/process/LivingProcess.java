package io.prelabel.db.process;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A process that has said it is alive.
 *
 * @param id made anew at each start
 * @param command what it was started for ("serve")
 * @param address where its web pages are, or empty
 */
public record LivingProcess(
    UUID id,
    String host,
    long pid,
    String command,
    Optional<URI> address,
    Instant startedAt,
    Instant heartbeatAt) {}

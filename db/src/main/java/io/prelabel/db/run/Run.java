package io.prelabel.db.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One prompt set and one model applied to one data set, as it was when it was read.
 *
 * @param owner the process that works on it; present exactly while it is running
 * @param reason why it failed, or stopped without being asked to
 * @param startedAt the first start; resuming does not change it
 * @param endedAt the last end; empty while it is running again
 */
public record Run(
    long id,
    long datasetId,
    long promptSetId,
    long modelId,
    RunState state,
    Optional<UUID> owner,
    Optional<String> reason,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt) {}

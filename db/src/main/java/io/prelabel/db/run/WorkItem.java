package io.prelabel.db.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One image in one run, as it was when it was read.
 *
 * @param fileName of the image, relative to the data set's root
 * @param attempts how often it has been claimed
 * @param notBefore not claimed before this, after a transient failure
 * @param failure the last one; kept while the item is queued for another attempt
 * @param notes what a person should know about the picture
 * @param reused whether its predictions were copied from an equal run, without inference
 */
public record WorkItem(
    long id,
    long runId,
    long imageId,
    String fileName,
    WorkItemState state,
    int attempts,
    Optional<Instant> notBefore,
    Optional<ItemFailure> failure,
    List<String> notes,
    boolean reused,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    ItemTimings timings) {}

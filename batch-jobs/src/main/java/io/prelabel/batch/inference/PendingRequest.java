package io.prelabel.batch.inference;

import io.prelabel.plugin.model.SegmentationRequest;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its batch.
 *
 * @param tokens that it puts into a forward pass
 * @param submittedAt {@link System#nanoTime()}
 */
record PendingRequest(
    SegmentationRequest request,
    Asker asker,
    int tokens,
    long submittedAt,
    CompletableFuture<Inference> future) {}

package io.prelabel.batch.inference;

import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.SegmentationRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A request that waits for its batch.
 *
 * @param tokens that it puts into a forward pass, at least 1
 * @param submittedAt {@link System#nanoTime()}
 * @param firstTry where it has been tried already, in vain
 */
record PendingRequest(
    SegmentationRequest request,
    Asker asker,
    int tokens,
    long submittedAt,
    CompletableFuture<Inference> future,
    Optional<FirstTry> firstTry) {
  /**
   * A try that failed in a way that may be the device's fault.
   *
   * @param replica that failed
   * @param failure with which the request fails if nobody else can take it
   */
  record FirstTry(Replica replica, PluginException failure) {}

  PendingRequest after(FirstTry failed) {
    return new PendingRequest(request, asker, tokens, submittedAt, future, Optional.of(failed));
  }

  /** Returns whether this replica has failed at it. */
  boolean hasFailedOn(Replica replica) {
    return firstTry.filter(each -> each.replica() == replica).isPresent();
  }
}

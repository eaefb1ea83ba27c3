package io.prelabel.batch.inference;

import io.prelabel.batch.inference.PendingRequest.FirstTry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Requests that one replica failed at, and that wait for another. Not thread-safe. */
final class ReturnedRequests {
  private final List<PendingRequest> waiting = new ArrayList<>();

  void add(PendingRequest request, FirstTry failed) {
    waiting.add(request.after(failed));
  }

  int size() {
    return waiting.size();
  }

  boolean hasSomeFor(Replica replica) {
    return waiting.stream().anyMatch(each -> !each.hasFailedOn(replica));
  }

  /** Takes as many as fit the replica's budget, and one at least; none where none is for it. */
  List<PendingRequest> take(Replica replica) {
    waiting.removeIf(each -> each.future().isDone()); // cancelled while it waited
    List<PendingRequest> batch = new ArrayList<>();
    long left = replica.budget().tokens();
    for (PendingRequest each : waiting) {
      boolean fits = batch.isEmpty() || each.tokens() <= left;
      if (fits && !each.hasFailedOn(replica)) {
        batch.add(each);
        left -= each.tokens();
      }
    }
    waiting.removeAll(batch);
    return batch;
  }

  /** Takes those whose first replica is such a one. */
  List<PendingRequest> takeWhereFirst(Predicate<Replica> isSuch) {
    List<PendingRequest> taken =
        waiting.stream()
            .filter(each -> isSuch.test(each.firstTry().orElseThrow().replica()))
            .toList();
    waiting.removeAll(taken);
    return taken;
  }
}

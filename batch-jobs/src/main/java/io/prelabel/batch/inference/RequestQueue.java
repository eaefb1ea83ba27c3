package io.prelabel.batch.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests in the order in which they are to be answered: persons before runs, runs in turn, first
 * come first served among those of one asker. Not thread-safe.
 */
final class RequestQueue {
  private final ArrayDeque<PendingRequest> interactive = new ArrayDeque<>();

  /** The run whose turn it is comes first. */
  private final Map<Asker, ArrayDeque<PendingRequest>> byRun = new LinkedHashMap<>();

  private int size;
  private long tokens;

  void add(PendingRequest request) {
    if (request.asker().isInteractive()) {
      interactive.add(request);
    } else {
      byRun.computeIfAbsent(request.asker(), run -> new ArrayDeque<>()).add(request);
    }
    size++;
    tokens += request.tokens();
  }

  int size() {
    return size;
  }

  /** Returns how many wait that count against the same capacity: persons, or all runs together. */
  int sizeFor(Asker asker) {
    return asker.isInteractive() ? interactive.size() : size - interactive.size();
  }

  long tokens() {
    return tokens;
  }

  /** Returns when the request was submitted that waits longest; there must be one. */
  long oldest() {
    return Stream.concat(Stream.of(interactive), byRun.values().stream())
        .flatMap(each -> Stream.ofNullable(each.peek()))
        .map(PendingRequest::submittedAt)
        .min((a, b) -> Long.compare(a - b, 0)) // nanoTime may overflow
        .orElseThrow();
  }

  /** Takes as many as fit the budget, and one at least; none where the queue is empty. */
  List<PendingRequest> takeBatch(long tokenBudget) {
    List<PendingRequest> batch = new ArrayList<>();
    long taken = 0;
    PendingRequest next = peek();
    while (next != null && (batch.isEmpty() || taken + next.tokens() <= tokenBudget)) {
      remove(next);
      if (!next.future().isDone()) { // else cancelled while it waited
        batch.add(next);
        taken += next.tokens();
      }
      next = peek();
    }
    return batch;
  }

  private @Nullable PendingRequest peek() {
    PendingRequest person = interactive.peek();
    return person != null || byRun.isEmpty() ? person : byRun.values().iterator().next().peek();
  }

  private void remove(PendingRequest head) {
    size--;
    tokens -= head.tokens();
    if (head.asker().isInteractive()) {
      interactive.remove();
      return;
    }
    ArrayDeque<PendingRequest> ofRun = byRun.remove(head.asker());
    if (ofRun != null) {
      ofRun.remove();
      if (!ofRun.isEmpty()) {
        byRun.put(head.asker(), ofRun); // behind the others: their turn is next
      }
    }
  }
}

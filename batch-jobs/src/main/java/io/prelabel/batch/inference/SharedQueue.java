package io.prelabel.batch.inference;

import io.prelabel.batch.inference.PendingRequest.FirstTry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one queue from which every replica's engine thread takes its batches: whoever is free takes
 * next, so that the work spreads by speed. Those that are free at the same time share what waits.
 *
 * <p>A request that failed at one replica in a way that may be its device's fault is offered to the
 * others, before all else. Thread-safe.
 */
final class SharedQueue {
  private final List<Replica> replicas;
  private final BatcherSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final RequestQueue queue = new RequestQueue();

  private final ReturnedRequests returned = new ReturnedRequests();

  /** Those that run a batch. */
  private final Set<Replica> busy = new HashSet<>();

  private boolean closed;

  SharedQueue(List<Replica> replicas, BatcherSettings settings) {
    this.replicas = replicas;
    this.settings = settings;
  }

  /** Waits for room; returns false where the queue is closed. */
  boolean put(PendingRequest request) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (isFullFor(request.asker()) && !closed) {
        room.await();
      }
      return add(request);
    } finally {
      lock.unlock();
    }
  }

  /** What became of a request that doesn't wait. */
  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  Offer offer(PendingRequest request) {
    lock.lock();
    try {
      if (isFullFor(request.asker()) && !closed) {
        return Offer.FULL;
      }
      return add(request) ? Offer.TAKEN : Offer.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return queue.size() + returned.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns a replica's next batch, or an empty one when there will be no more for it. */
  List<PendingRequest> take(Replica replica) throws InterruptedException {
    lock.lock();
    try {
      busy.remove(replica);
      List<PendingRequest> batch = List.of();
      while (batch.isEmpty() && !isOver(replica)) { // empty where all of it was cancelled
        batch = returned.take(replica);
        if (batch.isEmpty()) {
          awaitFirst(replica);
          gather(replica);
          batch = queue.takeBatch(share(replica));
        }
        room.signalAll();
        changed.signalAll(); // what is left is for the others
      }
      if (!batch.isEmpty()) {
        busy.add(replica);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Offers a request that failed to the other replicas; returns false where there is none, and the
   * failure stands.
   */
  boolean offerToOthers(PendingRequest request, FirstTry failed) {
    lock.lock();
    try {
      if (closed || !isAnotherInUse(failed.replica())) {
        return false;
      }
      returned.add(request, failed);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a replica no more work, unless it is the last; returns whether this is new. */
  boolean retire(Replica replica) {
    List<PendingRequest> forNobody;
    lock.lock();
    try {
      if (replica.isRetired() || !isAnotherInUse(replica)) {
        return false;
      }
      replica.retire();
      forNobody = returned.takeWhereFirst(each -> !isAnotherInUse(each));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    for (PendingRequest each : forNobody) {
      each.future().completeExceptionally(each.firstTry().orElseThrow().failure());
    }
    return true;
  }

  /** Takes nothing more in, and returns what waited. */
  List<PendingRequest> close() {
    lock.lock();
    try {
      closed = true;
      List<PendingRequest> left = new ArrayList<>(returned.takeWhereFirst(each -> true));
      left.addAll(queue.takeBatch(Long.MAX_VALUE));
      changed.signalAll();
      room.signalAll();
      return left;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFullFor(Asker asker) {
    return queue.sizeFor(asker) + returned.size() >= settings.queueCapacity();
  }

  private boolean add(PendingRequest request) {
    if (!closed) {
      queue.add(request);
      changed.signalAll();
    }
    return !closed;
  }

  private boolean isOver(Replica replica) {
    return closed || replica.isRetired();
  }

  private boolean isAnotherInUse(Replica replica) {
    return replicas.stream().anyMatch(each -> each != replica && !each.isRetired());
  }

  private boolean hasWork(Replica replica) {
    return queue.size() > 0 || returned.hasSomeFor(replica);
  }

  private void awaitFirst(Replica replica) throws InterruptedException {
    while (!hasWork(replica) && !isOver(replica)) {
      changed.await();
    }
  }

  /**
   * Waits for company until the oldest request has waited long enough, which behind a running batch
   * it mostly has, or the batch is full.
   */
  private void gather(Replica replica) throws InterruptedException {
    while (queue.size() > 0
        && !returned.hasSomeFor(replica)
        && !isOver(replica)
        && queue.tokens() < replica.budget().tokens()) {
      long waited = System.nanoTime() - queue.oldest();
      if (changed.awaitNanos(settings.gatherTime().toNanos() - waited) <= 0) {
        return;
      }
    }
  }

  /** Returns the tokens that a replica may take: what it holds, and no more than its share. */
  private long share(Replica replica) {
    long free = replicas.stream().filter(each -> !each.isRetired() && !busy.contains(each)).count();
    long share = (queue.tokens() + free - 1) / Math.max(1, free);
    return Math.min(replica.budget().tokens(), share);
  }
}

package io.prelabel.batch.inference;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The only way to a model: requests from any thread are gathered into batches, which one engine
 * thread runs one after the other. A batch holds as many requests as fit the model's token budget;
 * persons come before runs, and runs take turns. One bad request never fails the others of its
 * batch.
 *
 * <p>The queue is bounded, for persons and for runs each, so that runs can't lock persons out:
 * {@link #submit} waits for room, {@link #trySubmit} refuses. Thread-safe. The model stays the
 * caller's, who closes it after the batcher.
 */
public final class MicroBatcher implements AutoCloseable {
  private final SegmentationModel model;
  private final BatcherSettings settings;
  private final BatchRunner runner;
  private final Thread engine;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final RequestQueue queue = new RequestQueue();
  private boolean closed;

  /** Starts the engine thread, which waits for requests until {@link #close}. */
  public MicroBatcher(SegmentationModel model, BatcherSettings settings, BatchListener listener) {
    this.model = model;
    this.settings = settings;
    this.runner = new BatchRunner(model, listener);
    this.engine = new Thread(this::work, "inference");
    engine.setDaemon(true);
    engine.start();
  }

  /**
   * Hands a request over, waiting while the queue is full.
   *
   * <p>Stages that depend on the future must be asynchronous: others would hold up the engine.
   * Cancelling the future takes the request out of the queue; a batch that has begun goes on.
   *
   * @return what the model answers; fails with a {@link PluginException}
   * @throws InterruptedException while waiting for room
   */
  public CompletableFuture<Inference> submit(SegmentationRequest request, Asker asker)
      throws InterruptedException {
    int tokens = model.tokens(request);
    lock.lockInterruptibly();
    try {
      while (isFullFor(asker)) {
        room.await();
      }
      return enqueue(request, asker, tokens);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Hands a request over, or refuses it where the queue is full: the future has then failed with
   * {@code OVER_CAPACITY}.
   *
   * @see #submit
   */
  public CompletableFuture<Inference> trySubmit(SegmentationRequest request, Asker asker) {
    int tokens = model.tokens(request);
    lock.lock();
    try {
      if (isFullFor(asker)) {
        return CompletableFuture.failedFuture(
            new PluginException(
                FailureCategory.OVER_CAPACITY,
                "%d requests wait for the model already; try again in a moment."
                    .formatted(queue.sizeFor(asker))));
      }
      return enqueue(request, asker, tokens);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of requests that wait. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Fails the requests that wait with {@code UNAVAILABLE}, and returns when the batch that has
   * begun has ended; repeated calls do nothing.
   */
  @Override
  public void close() {
    List<PendingRequest> refused;
    lock.lock();
    try {
      closed = true;
      refused = queue.takeBatch(Integer.MAX_VALUE);
      changed.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    refused.forEach(each -> each.future().completeExceptionally(shuttingDown()));
    awaitEngine();
  }

  private boolean isFullFor(Asker asker) {
    return queue.sizeFor(asker) >= settings.queueCapacity() && !closed;
  }

  private CompletableFuture<Inference> enqueue(
      SegmentationRequest request, Asker asker, int tokens) {
    if (closed) {
      return CompletableFuture.failedFuture(shuttingDown());
    }
    CompletableFuture<Inference> future = new CompletableFuture<>();
    queue.add(new PendingRequest(request, asker, tokens, System.nanoTime(), future));
    changed.signal();
    return future;
  }

  private void work() {
    try {
      List<PendingRequest> batch = nextBatch();
      while (!batch.isEmpty()) {
        runner.run(batch);
        batch = nextBatch();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody but the end of the process interrupts it
    }
  }

  /** Returns the next batch, or an empty one when there will be no more. */
  private List<PendingRequest> nextBatch() throws InterruptedException {
    lock.lock();
    try {
      List<PendingRequest> batch = List.of();
      while (batch.isEmpty() && !closed) { // a batch is empty where all of it was cancelled
        if (queue.size() == 0) { // else the first has waited long enough, behind the last batch
          awaitFirst();
          gather();
        }
        batch = queue.takeBatch(model.tokenBudget());
        room.signalAll();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void awaitFirst() throws InterruptedException {
    while (queue.size() == 0 && !closed) {
      changed.await();
    }
  }

  /** Waits a little for company, unless the batch is full already. */
  private void gather() throws InterruptedException {
    long left = settings.gatherTime().toNanos();
    while (left > 0 && !closed && queue.tokens() < model.tokenBudget()) {
      left = changed.awaitNanos(left);
    }
  }

  private void awaitEngine() {
    boolean interrupted = false;
    while (engine.isAlive()) {
      try {
        engine.join();
      } catch (InterruptedException e) {
        interrupted = true; // the caller closes the model next, which must not be in use
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static PluginException shuttingDown() {
    return new PluginException(FailureCategory.UNAVAILABLE, "The model is shutting down.");
  }
}

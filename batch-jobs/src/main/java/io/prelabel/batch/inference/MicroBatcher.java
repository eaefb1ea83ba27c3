package io.prelabel.batch.inference;

import io.prelabel.batch.inference.SharedQueue.Offer;
import io.prelabel.plugin.CheckResult;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The only way to a model: requests from any thread are gathered into batches, which one engine
 * thread runs one after the other. A batch holds as many requests as fit the model's token budget,
 * or less, where memory didn't hold that; persons come before runs, and runs take turns. One bad
 * request never fails the others of its batch.
 *
 * <p>Where the model is loaded on several devices, each has an engine thread, and all of them take
 * from the one queue. A request at which one fails as of a bug is tried once on another; a device
 * that fails again and again where another one answers gets no more work, and {@link #check} says
 * so.
 *
 * <p>The queue is bounded, for persons and for runs each, so that runs can't lock persons out:
 * {@link #submit} waits for room, {@link #trySubmit} refuses. Thread-safe. The models stay the
 * caller's, who closes them after the batcher.
 */
public final class MicroBatcher implements AutoCloseable {
  private final List<Replica> replicas;
  private final SharedQueue queue;
  private final List<Thread> engines;

  /** Starts the engine thread of the one model, which waits for requests until {@link #close}. */
  public MicroBatcher(SegmentationModel model, BatcherSettings settings, BatchListener listener) {
    this(List.of(new DeviceModel("its device", model)), settings, listener);
  }

  /**
   * Starts an engine thread for each model.
   *
   * @param models at least one; of equal version, so that it doesn't matter which one answers
   */
  public MicroBatcher(List<DeviceModel> models, BatcherSettings settings, BatchListener listener) {
    if (models.stream().map(each -> each.model().version()).distinct().count() != 1) {
      throw new IllegalArgumentException("models of one version are needed, not " + models);
    }
    replicas = models.stream().map(Replica::new).toList();
    queue = new SharedQueue(replicas, settings);
    engines = replicas.stream().map(each -> engine(each, listener)).toList();
    engines.forEach(Thread::start);
  }

  private Thread engine(Replica replica, BatchListener listener) {
    BatchRunner runner = new BatchRunner(replica, queue, listener);
    Thread thread = new Thread(() -> work(replica, runner), "inference-" + replica.device());
    thread.setDaemon(true);
    return thread;
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
    PendingRequest pending = pending(request, asker);
    return queue.put(pending) ? pending.future() : CompletableFuture.failedFuture(shuttingDown());
  }

  /**
   * Hands a request over, or refuses it where the queue is full: the future has then failed with
   * {@code OVER_CAPACITY}.
   *
   * @see #submit
   */
  public CompletableFuture<Inference> trySubmit(SegmentationRequest request, Asker asker) {
    PendingRequest pending = pending(request, asker);
    Offer offer = queue.offer(pending);
    return switch (offer) {
      case TAKEN -> pending.future();
      case CLOSED -> CompletableFuture.failedFuture(shuttingDown());
      case FULL ->
          CompletableFuture.failedFuture(
              new PluginException(
                  FailureCategory.OVER_CAPACITY,
                  "%d requests wait for the model already; try again in a moment."
                      .formatted(queue.size())));
    };
  }

  /** Returns the number of requests that wait. */
  public int waiting() {
    return queue.size();
  }

  /** Returns whether all models can answer right now; quick, no forward pass. */
  public CheckResult check() {
    return replicas.stream()
        .map(Replica::check)
        .filter(each -> !each.isOk())
        .findFirst()
        .orElse(CheckResult.ok());
  }

  /**
   * Fails the requests that wait with {@code UNAVAILABLE}, and returns when the batches that have
   * begun have ended; repeated calls do nothing.
   */
  @Override
  public void close() {
    queue.close().forEach(each -> each.future().completeExceptionally(shuttingDown()));
    awaitEngines();
  }

  private PendingRequest pending(SegmentationRequest request, Asker asker) {
    return new PendingRequest(
        request,
        asker,
        Math.max(1, replicas.get(0).model().tokens(request)),
        System.nanoTime(),
        new CompletableFuture<>(),
        Optional.empty());
  }

  private void work(Replica replica, BatchRunner runner) {
    try {
      List<PendingRequest> batch = queue.take(replica);
      while (!batch.isEmpty()) {
        runner.run(batch);
        batch = queue.take(replica);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody but the end of the process interrupts it
    }
  }

  private void awaitEngines() {
    boolean interrupted = false;
    for (Thread engine : engines) {
      while (engine.isAlive()) {
        try {
          engine.join();
        } catch (InterruptedException e) {
          interrupted = true; // the caller closes the models next, which must not be in use
        }
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

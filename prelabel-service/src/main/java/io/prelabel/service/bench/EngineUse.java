package io.prelabel.service.bench;

import io.prelabel.batch.inference.BatchListener;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How busy the engines are: the time in batches as a share of the time from the beginning of an
 * engine's first batch to the end of its last. Thread-safe.
 */
public final class EngineUse implements BatchListener {
  /** What one engine thread has done; times of the clock. */
  private record Use(long first, long last, double busy, int batches, int requests, long tokens) {
    Use plus(Use later) {
      return new Use(
          first,
          later.last,
          busy + later.busy,
          batches + later.batches,
          requests + later.requests,
          tokens + later.tokens);
    }
  }

  private final LongSupplier nanoClock;
  private final Map<Thread, Use> uses = new HashMap<>();

  public EngineUse() {
    this(System::nanoTime);
  }

  EngineUse(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Each engine has a thread of its own, and calls by it. */
  @Override
  public synchronized void onBatch(
      int requests, int tokens, double longestWaitMillis, double inferenceMillis) {
    long now = nanoClock.getAsLong();
    double nanos = inferenceMillis * 1e6;
    Use batch = new Use(now - (long) nanos, now, nanos, 1, requests, tokens);
    uses.merge(Thread.currentThread(), batch, Use::plus);
  }

  /** Returns the share of time in batches, over all engines; 0 before the first batch. */
  public synchronized double busyShare() {
    double open = uses.values().stream().mapToDouble(each -> each.last - each.first).sum();
    return open == 0 ? 0 : uses.values().stream().mapToDouble(Use::busy).sum() / open;
  }

  /** Returns the seconds in batches, all engines together. */
  public synchronized double busySeconds() {
    return uses.values().stream().mapToDouble(Use::busy).sum() / 1e9;
  }

  /** Returns the images of a batch, on average; 0 before the first. */
  public synchronized double imagesPerBatch() {
    int batches = uses.values().stream().mapToInt(Use::batches).sum();
    return batches == 0
        ? 0
        : (double) uses.values().stream().mapToInt(Use::requests).sum() / batches;
  }

  /** Returns the tokens of all batches. */
  public synchronized long tokens() {
    return uses.values().stream().mapToLong(Use::tokens).sum();
  }
}

package io.prelabel.batch.prelabel;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Pools of named threads that don't keep the process alive. */
final class DaemonThreads {
  private DaemonThreads() {}

  /** Makes a pool of a fixed size; its threads are started when first needed. */
  static ExecutorService pool(String prefix, int size) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        size,
        task -> {
          Thread thread = new Thread(task, prefix + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}

package io.prelabel.batch.prelabel;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something at a steady pace on a thread of its own, whatever it throws. */
final class Heartbeat implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

  private final ScheduledExecutorService thread;

  Heartbeat(Duration interval, Runnable beat) {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread heart = new Thread(task, "heartbeat");
              heart.setDaemon(true);
              return heart;
            });
    thread.scheduleWithFixedDelay(
        () -> beatSafely(beat), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the beat that has begun. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static void beatSafely(Runnable beat) {
    try {
      beat.run();
    } catch (Throwable e) { // would end the schedule; a short lack of memory passes
      LOG.warn("A heartbeat failed: {}", e.toString());
    }
  }
}

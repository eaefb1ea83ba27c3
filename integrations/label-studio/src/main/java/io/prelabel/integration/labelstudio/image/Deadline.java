package io.prelabel.integration.labelstudio.image;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** The end of the time that one image may take; of the JVM's own clock, which nothing sets back. */
final class Deadline {
  private final long end;

  Deadline(Duration total) {
    end = System.nanoTime() + total.toNanos();
  }

  /** Returns the milliseconds to wait: what is left, but no more than asked for, at least 1. */
  int millis(Duration atMost) throws SocketTimeoutException {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left < 1) {
      throw new SocketTimeoutException("out of time");
    }
    return (int) Math.max(1, Math.min(left, Math.min(atMost.toMillis(), Integer.MAX_VALUE)));
  }
}

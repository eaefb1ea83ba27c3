package io.prelabel.integration.labelstudio.client;

import java.time.Duration;

/** Waits between two tries; a test counts instead. */
@FunctionalInterface
interface Pause {
  Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

  void await(Duration duration) throws InterruptedException;
}

package io.prelabel.batch.prelabel;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeartbeatTest {
  @Test
  @Timeout(10)
  void aBeatThatFails_isNotTheLast() throws InterruptedException {
    CountDownLatch beats = new CountDownLatch(3);
    Runnable failing =
        () -> {
          beats.countDown();
          if (beats.getCount() == 2) {
            throw new IllegalStateException("the database is away");
          }
          throw new OutOfMemoryError("a large picture is being decoded");
        };
    try (Heartbeat heartbeat = new Heartbeat(Duration.ofMillis(5), failing)) {
      beats.await();
    }
  }
}

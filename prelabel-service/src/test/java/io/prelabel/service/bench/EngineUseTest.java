package io.prelabel.service.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EngineUseTest {
  private final AtomicLong now = new AtomicLong();
  private final EngineUse use = new EngineUse(now::get);

  @Test
  void busyShare_isOfTheTimeBetweenFirstAndLastBatch() {
    assertThat(use.busyShare()).isZero();
    batchEndsAt(500, 100); // from 400
    batchEndsAt(800, 200); // idle from 500 to 600
    assertThat(use.busyShare()).isCloseTo(300.0 / 400, within(1e-9));
    assertThat(use.busySeconds()).isCloseTo(0.3, within(1e-9));
    assertThat(use.imagesPerBatch()).isEqualTo(2);
    assertThat(use.tokens()).isEqualTo(2000);
  }

  @Test
  void engines_areCountedEachByItself() throws InterruptedException {
    batchEndsAt(500, 500);
    Thread other = new Thread(() -> batchEndsAt(900, 300));
    other.start();
    other.join();
    batchEndsAt(1000, 250); // 750 of 1000, and 300 of 300 of the other
    assertThat(use.busyShare()).isCloseTo(1050.0 / 1300, within(1e-9));
  }

  private void batchEndsAt(long millis, double duration) {
    now.set(millis * 1_000_000);
    use.onBatch(2, 1000, 0, duration);
  }
}

package io.prelabel.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.WorkItemState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressDisplayTest {
  private final StringWriter out = new StringWriter();
  private final SetClock clock = new SetClock();

  @Test
  void terminal_drawsOverItselfAndLeavesNothing() {
    ProgressDisplay display = new ProgressDisplay(new PrintWriter(out), true, clock);
    display.show(progress(50, 10, 40, 20));
    display.show(progress(100, 0, 0, 0));
    display.end();
    String[] frames = out.toString().split("\r", -1);
    assertThat(frames[1])
        .isEqualTo(
            "[############............] 50 of 100 images, 2.0 a second, 25 s left, 10 failed");
    assertThat(frames[2].strip()).isEqualTo("[########################] 100 of 100 images");
    assertThat(frames[2]).as("covers the longer line").hasSameSizeAs(frames[1]);
    assertThat(frames[3]).isBlank();
    assertThat(frames[4]).isEmpty();
  }

  @Test
  void elsewhere_printsALineNowAndThen() {
    ProgressDisplay display = new ProgressDisplay(new PrintWriter(out), false, clock);
    display.show(progress(1, 0, 99, 1));
    clock.now = clock.now.plusSeconds(10);
    display.show(progress(20, 0, 80, 20));
    display.show(progress(21, 0, 79, 21));
    display.end();
    assertThat(out.toString().lines()).containsExactly("20 of 100 images, 2.0 a second, 40 s left");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1 s",
    "89, 89 s",
    "90, 2 min",
    "5369, 89 min",
    "5400, 1 h 30 min",
    "86400, 24 h 0 min"
  })
  void rounded(long seconds, String text) {
    assertThat(ProgressDisplay.rounded(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  private static RunProgress progress(long done, long failed, long queued, long recent) {
    return new RunProgress(
        Map.of(
            WorkItemState.DONE,
            done - failed,
            WorkItemState.FAILED,
            failed,
            WorkItemState.QUEUED,
            queued + (100 - done - queued)),
        recent,
        Duration.ofSeconds(10));
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

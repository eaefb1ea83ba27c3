package io.prelabel.service.cli;

import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.WorkItemState;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Shows how far a run is: a bar that is drawn over on a terminal, a line now and then elsewhere.
 * Used by one thread.
 */
final class ProgressDisplay {
  private static final int CELLS = 24;
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean isTerminal;
  private final Clock clock;
  private Instant nextLine;
  private int lastLength;

  ProgressDisplay(PrintWriter out, boolean isTerminal, Clock clock) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.clock = clock;
    this.nextLine = clock.instant().plus(LINE_INTERVAL);
  }

  /** Shows progress; call it as often as you like. */
  void show(RunProgress progress) {
    if (isTerminal) {
      draw(bar(progress) + " " + text(progress));
    } else if (!clock.instant().isBefore(nextLine)) {
      nextLine = clock.instant().plus(LINE_INTERVAL);
      out.println(text(progress));
      out.flush();
    }
  }

  /** Takes the bar away, so that what follows stands on a line of its own. */
  void end() {
    if (isTerminal && lastLength > 0) {
      draw("");
      out.print('\r');
      out.flush();
    }
  }

  private void draw(String line) {
    out.print('\r' + line + " ".repeat(Math.max(0, lastLength - line.length())));
    out.flush();
    lastLength = line.length();
  }

  private static String bar(RunProgress progress) {
    int full = progress.total() == 0 ? CELLS : (int) (CELLS * progress.ended() / progress.total());
    return "[" + "#".repeat(full) + ".".repeat(CELLS - full) + "]";
  }

  /** Such as "120 of 200 images, 3.1 a second, 26 s left, 2 failed". */
  static String text(RunProgress progress) {
    StringBuilder text = new StringBuilder();
    text.append("%d of %d images".formatted(progress.ended(), progress.total()));
    if (progress.imagesPerSecond() > 0) {
      text.append(String.format(Locale.ROOT, ", %.1f a second", progress.imagesPerSecond()));
    }
    if (!progress.isComplete()) {
      progress
          .timeLeft()
          .ifPresent(left -> text.append(", ").append(rounded(left)).append(" left"));
    }
    long failed = progress.count(WorkItemState.FAILED);
    if (failed > 0) {
      text.append(", %d failed".formatted(failed));
    }
    return text.toString();
  }

  /** Such as "45 s", "12 min" or "3 h 20 min": as exact as an estimate deserves. */
  static String rounded(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 90) {
      return Math.max(1, seconds) + " s";
    }
    long minutes = (seconds + 30) / 60;
    return minutes < 90 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }
}

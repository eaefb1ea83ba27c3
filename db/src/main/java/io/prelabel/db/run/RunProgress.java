package io.prelabel.db.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How far a run has come.
 *
 * @param counts number of items by state; every state has an entry
 * @param recentlyEnded items that ended within the window
 * @param window length of the time that the rate is taken over
 */
public record RunProgress(Map<WorkItemState, Long> counts, long recentlyEnded, Duration window) {
  public RunProgress {
    counts = Map.copyOf(counts);
  }

  public long count(WorkItemState state) {
    return counts.getOrDefault(state, 0L);
  }

  /** Returns the number of images in the run. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the number of images that the run is through with. */
  public long ended() {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().isEnd())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns whether every image is done, empty or failed. */
  public boolean isComplete() {
    return ended() == total();
  }

  /** Returns the rate over the window; 0 where nothing ended in it. */
  public double imagesPerSecond() {
    double seconds = window.toNanos() / 1e9;
    return seconds > 0 ? recentlyEnded / seconds : 0;
  }

  /** Returns the time left at the present rate, or empty where there is none to go by. */
  public Optional<Duration> timeLeft() {
    double rate = imagesPerSecond();
    if (isComplete()) {
      return Optional.of(Duration.ZERO);
    }
    return rate > 0
        ? Optional.of(Duration.ofMillis((long) (1000 * (total() - ended()) / rate)))
        : Optional.empty();
  }
}

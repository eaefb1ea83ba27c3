package io.prelabel.db.run;

import java.util.Locale;

/**
 * Where a run stands: {@code created → running → completed | completed with failures | stopped |
 * failed}; resumable from {@code stopped} and {@code failed}.
 */
public enum RunState {
  CREATED,
  RUNNING,
  /** Every image is done or empty. */
  COMPLETED,
  /** Every image has been tried; some failed. */
  COMPLETED_WITH_FAILURES,
  /** Ended before its last image, on request or because its process died. */
  STOPPED,
  /** Something other than an image was wrong. */
  FAILED;

  /** Returns whether nothing is left to do. */
  public boolean isComplete() {
    return this == COMPLETED || this == COMPLETED_WITH_FAILURES;
  }

  /** Returns whether a running run may end in this state. */
  public boolean isEnd() {
    return this != CREATED && this != RUNNING;
  }

  /** Returns the spelling in SQL and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RunState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

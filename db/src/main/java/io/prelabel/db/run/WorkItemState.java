package io.prelabel.db.run;

import java.util.Locale;

/**
 * Where an image stands in a run: {@code queued → running → done | empty | failed}; {@code running
 * → queued} after a transient failure, a graceful stop or the death of the owner.
 */
public enum WorkItemState {
  QUEUED,
  RUNNING,
  /** Something was found, or was there below its threshold. */
  DONE,
  /** The model said that nothing is there. */
  EMPTY,
  FAILED;

  /** Returns whether the run is through with the image. */
  public boolean isEnd() {
    return this == DONE || this == EMPTY || this == FAILED;
  }

  /** Returns the spelling in SQL and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static WorkItemState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

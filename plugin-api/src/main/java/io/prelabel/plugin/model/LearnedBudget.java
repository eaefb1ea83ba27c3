package io.prelabel.plugin.model;

import java.util.function.LongSupplier;

/**
 * How many tokens may be computed together, as far as memory let it be learned: what is configured,
 * until memory runs out. Then at most half of what failed; and larger again, by a quarter, each
 * time that enough tries of about this size have gone well. How many are enough doubles whenever a
 * budget that had grown proves too large, so that a machine whose memory stays small is not tried
 * forever.
 *
 * <p>Whoever computes asks {@link #tokens} before each try and tells how it went; both methods that
 * are told return whether the budget is another now, for a line in the log. Thread-safe.
 */
public final class LearnedBudget {
  /** Good tries before the budget grows, at first and at most. */
  static final int FIRST_PATIENCE = 32;

  static final int LONGEST_PATIENCE = 1024;

  private final LongSupplier configured;
  private long learned = Long.MAX_VALUE;
  private int good;
  private int patience = FIRST_PATIENCE;
  private boolean hasGrown;

  /**
   * @param configured the upper bound, asked again each time; at least 1
   */
  public LearnedBudget(LongSupplier configured) {
    this.configured = configured;
  }

  /** Returns how many tokens the next try may hold; at least 1, at most what is configured. */
  public synchronized long tokens() {
    return Math.min(configured.getAsLong(), learned);
  }

  /**
   * Says that a try went well. One of less than half the budget proves nothing about it.
   *
   * @param tokens that it held
   */
  public synchronized boolean succeeded(long tokens) {
    if (learned == Long.MAX_VALUE || tokens < learned / 2 || ++good < patience) {
      return false;
    }
    good = 0;
    hasGrown = true;
    learned += Math.max(1, learned / 4);
    if (learned >= configured.getAsLong()) {
      learned = Long.MAX_VALUE;
    }
    return true;
  }

  /**
   * Says that memory ran out, where a smaller try is possible: one row that can't be cut teaches
   * nothing, and neither does a try that was begun under a budget more than twice as large.
   *
   * @param tokens that the try held
   */
  public synchronized boolean outOfMemory(long tokens) {
    long before = tokens();
    learned = Math.max(1, Math.min(before, tokens / 2));
    good = 0;
    if (hasGrown) {
      hasGrown = false;
      patience = Math.min(LONGEST_PATIENCE, 2 * patience);
    }
    return learned != before;
  }
}

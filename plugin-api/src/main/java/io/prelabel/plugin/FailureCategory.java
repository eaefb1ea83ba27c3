package io.prelabel.plugin;

/**
 * Why something failed, as far as it decides what to do next: fix the input, try again, or report a
 * bug. Stored with every failed work item.
 */
public enum FailureCategory {
  /**
   * The input itself is wrong (damaged picture, unknown checkpoint). Trying again changes nothing.
   */
  BAD_INPUT(false),
  /** Something outside is not there right now (a file share, a server). Worth another try. */
  UNAVAILABLE(true),
  /** Memory or time ran out under the present load. Worth another try, later. */
  OVER_CAPACITY(true),
  /** Our own mistake. Trying again changes nothing; the log holds the stack trace. */
  BUG(false);

  private final boolean isTransient;

  FailureCategory(boolean isTransient) {
    this.isTransient = isTransient;
  }

  /** Returns whether the same request may succeed later, unchanged. */
  public boolean isTransient() {
    return isTransient;
  }
}

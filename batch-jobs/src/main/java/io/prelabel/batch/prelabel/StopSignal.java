package io.prelabel.batch.prelabel;

/** Asks the step that works on a run to end. Thread-safe. */
final class StopSignal {
  private volatile boolean isGiven;

  void give() {
    isGiven = true;
  }

  boolean isGiven() {
    return isGiven;
  }
}

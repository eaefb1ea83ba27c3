package io.prelabel.plugin.model;

/** What a model said about one class in one picture; four answers that stay four. */
public enum Outcome {
  /** A mask is there. */
  PRESENT,
  /**
   * The model saw something, but nothing of it survives the class's threshold and minimum area. A
   * lower threshold may bring it back, without asking again.
   */
  BELOW_THRESHOLD,
  /** The model was asked where it is, and no pixel is above its own boundary or the threshold. */
  EMPTY,
  /** The presence question alone ruled it out. */
  ABSENT
}

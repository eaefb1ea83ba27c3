package io.prelabel.batch.inference;

/**
 * On whose behalf the model is asked. A person who waits comes before all runs; runs take turns.
 *
 * @param isInteractive whether a person waits for the answer
 * @param run the run, or 0 for a person
 */
public record Asker(boolean isInteractive, long run) {
  /** A person who waits. */
  public static final Asker PERSON = new Asker(true, 0);

  /** Returns the asker that stands for a run. */
  public static Asker ofRun(long run) {
    return new Asker(false, run);
  }
}

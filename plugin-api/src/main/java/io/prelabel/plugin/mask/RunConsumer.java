package io.prelabel.plugin.mask;

/** Receives the pixels of a mask, one vertical run at a time. */
@FunctionalInterface
public interface RunConsumer {
  /**
   * Takes the pixels {@code (x, yFirst)} to {@code (x, yEnd - 1)}.
   *
   * @param x the column
   * @param yFirst first row of the run
   * @param yEnd the row after its last, above {@code yFirst}
   */
  void accept(int x, int yFirst, int yEnd);
}

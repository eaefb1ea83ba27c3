package io.prelabel.plugin.mask;

import java.util.Arrays;

/**
 * Turns runs down the columns into runs along the rows. Memory is in proportion to the runs of both
 * directions.
 *
 * <p>A column's pixels toggle at the ends of its runs. Where exactly one of two neighbouring
 * columns toggles, the rows from there on begin or end a run at that column, until the next such
 * place. All places where a row toggles, sorted row by row, are the runs along the rows.
 */
final class Transposition {
  private final int width;
  private final int height;

  /** The toggles of the last column that was left, and of the one that is being read. */
  private int[] before = new int[16];

  private int beforeCount;
  private int[] current = new int[16];
  private int currentCount;
  private int x;

  /** Row-major positions at which the pixels change. */
  private int[] toggles = new int[64];

  private int count;

  private Transposition(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** Returns the mask whose columns are this one's rows. */
  static Mask of(Mask mask) {
    Transposition transposition = new Transposition(mask.width(), mask.height());
    mask.forEachRun(transposition::read);
    transposition.moveTo(mask.width());
    transposition.compare();
    return transposition.build();
  }

  private void read(int column, int yFirst, int yEnd) {
    moveTo(column);
    if (currentCount + 2 > current.length) {
      current = Arrays.copyOf(current, 2 * current.length);
    }
    current[currentCount++] = yFirst;
    current[currentCount++] = yEnd;
  }

  private void moveTo(int column) {
    while (x < column && (beforeCount > 0 || currentCount > 0)) {
      compare();
      int[] left = before;
      before = current;
      beforeCount = currentCount;
      current = left;
      currentCount = 0;
      x++;
    }
    x = column;
  }

  /** Merges the toggles of two columns; equal ones cancel out by making an empty stretch. */
  private void compare() {
    int i = 0;
    int j = 0;
    int start = 0;
    boolean differs = false;
    while (i < beforeCount || j < currentCount) {
      boolean takesBefore = j == currentCount || (i < beforeCount && before[i] < current[j]);
      int y = takesBefore ? before[i++] : current[j++];
      if (differs) {
        addRows(start, y);
      }
      start = y;
      differs = !differs;
    }
  }

  private void addRows(int first, int end) {
    int length = end - first;
    if (length > toggles.length - count) {
      long wanted = Math.max(2L * count, (long) count + length);
      toggles = Arrays.copyOf(toggles, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    for (int y = first; y < end; y++) {
      toggles[count++] = y * width + x;
    }
  }

  /** A run that ends with its row and one that begins the next are one: its two toggles cancel. */
  private Mask build() {
    Arrays.sort(toggles, 0, count);
    RunBuilder runs = new RunBuilder(height, width);
    for (int i = 0; i < count; i += 2) {
      runs.addForegroundAt(toggles[i], toggles[i + 1] - toggles[i]);
    }
    return runs.build();
  }
}

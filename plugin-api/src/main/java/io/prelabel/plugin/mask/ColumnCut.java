package io.prelabel.plugin.mask;

/**
 * Cuts one column of a picture at a boundary. Between the centres of two neighbouring cells the
 * value is linear in y, so it crosses the boundary at most once, and the crossing is found by
 * halving: rows that need no look are never looked at.
 */
final class ColumnCut {
  /** The column's value at each cell row; filled by the caller. */
  final double[] cells;

  private final int height;
  private final double boundary;

  /** The first picture row that lies at or below the centre of each cell; one more for the end. */
  private final int[] firstRow;

  ColumnCut(int rows, int height, double boundary) {
    this.cells = new double[rows];
    this.height = height;
    this.boundary = boundary;
    this.firstRow = new int[rows + 1];
    for (int cell = 1; cell < rows; cell++) {
      // The smallest y with (2y + 1) * rows - height >= cell * 2 * height.
      long numerator = (2L * cell + 1) * height - rows;
      long first = numerator <= 0 ? 0 : (numerator + 2L * rows - 1) / (2L * rows);
      firstRow[cell] = (int) Math.min(height, first);
    }
    firstRow[rows] = height;
  }

  /** Appends the column's pixels. */
  void addTo(RunBuilder runs) {
    for (int cell = 0; cell < cells.length; cell++) {
      int start = firstRow[cell];
      int end = firstRow[cell + 1];
      if (start == end) {
        continue;
      }
      boolean first = isAbove(cell, start);
      int crossing = first == isAbove(cell, end - 1) ? end : crossing(cell, start, end - 1, first);
      runs.add(first, crossing - start);
      runs.add(!first, end - crossing);
    }
  }

  /** Returns the first row that is not as {@code low} is; {@code high} is such a row. */
  private int crossing(int cell, int low, int high, boolean asLow) {
    int last = low;
    int next = high;
    while (next - last > 1) {
      int middle = (last + next) >>> 1;
      if (isAbove(cell, middle) == asLow) {
        last = middle;
      } else {
        next = middle;
      }
    }
    return next;
  }

  private boolean isAbove(int cell, int y) {
    long position = Math.max(0, (2L * y + 1) * cells.length - height);
    double lowerWeight = position - cell * 2L * height;
    double upperWeight = 2.0 * height - lowerWeight;
    double lower = cells[Math.min(cell + 1, cells.length - 1)];
    return upperWeight * cells[cell] + lowerWeight * lower > boundary;
  }
}

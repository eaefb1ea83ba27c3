package io.prelabel.plugin.mask;

/** Walks the runs of two masks of one size side by side. */
final class Overlap {
  /** Whether a pixel belongs to the result, from whether it belongs to either mask. */
  @FunctionalInterface
  interface Rule {
    boolean test(boolean inA, boolean inB);
  }

  private Overlap() {}

  static Mask combine(Mask a, Mask b, Rule rule) {
    RunBuilder result = new RunBuilder(a.width(), a.height());
    walk(a, b, (inA, inB, length) -> result.add(rule.test(inA, inB), length));
    return result.build();
  }

  static long intersectionArea(Mask a, Mask b) {
    long[] area = {0};
    walk(a, b, (inA, inB, length) -> area[0] += inA && inB ? length : 0);
    return area[0];
  }

  @FunctionalInterface
  private interface Stretch {
    void accept(boolean inA, boolean inB, int length);
  }

  private static void walk(Mask a, Mask b, Stretch stretch) {
    if (a.width() != b.width() || a.height() != b.height()) {
      throw new IllegalArgumentException("masks of two sizes: %s and %s".formatted(a, b));
    }
    int indexA = 0;
    int indexB = 0;
    int restA = a.run(0);
    int restB = b.run(0);
    while (indexA < a.runCount() && indexB < b.runCount()) {
      int length = Math.min(restA, restB);
      if (length > 0) {
        stretch.accept(indexA % 2 == 1, indexB % 2 == 1, length);
      }
      restA -= length;
      restB -= length;
      if (restA == 0 && ++indexA < a.runCount()) {
        restA = a.run(indexA);
      }
      if (restB == 0 && ++indexB < b.runCount()) {
        restB = b.run(indexB);
      }
    }
  }
}

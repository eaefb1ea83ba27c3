package io.prelabel.plugin.mask;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Prints the figures of RATIONALE.md on the stored form: what it costs and what it keeps. Run its
 * main from the test class path; it's no test.
 */
final class StoredFormFigures {
  private StoredFormFigures() {}

  public static void main(String[] arguments) {
    System.out.println("grid, threshold: IoU companded, uniform 8-bit");
    DemoLogits.all().forEach(StoredFormFigures::printLoss);
    printBytes("demo, bytes each", DemoLogits.all().stream().map(DemoLogits::grid).toList());
  }

  private static void printLoss(DemoLogits demo) {
    int width = demo.mask().width();
    int height = demo.mask().height();
    for (double probability : new double[] {0.3, 0.5, 0.7}) {
      double threshold = MaskCut.logit(probability);
      Mask full = MaskCut.cut(demo.grid(), width, height, threshold);
      if (!full.isEmpty()) {
        Mask stored = MaskCut.cut(QuantizedLogits.of(demo.grid()), width, height, threshold);
        Mask uniform = MaskCut.cut(uniform(demo.grid()), width, height, threshold);
        print("%s, %s: %.5f, %.5f", demo.name(), probability, stored.iou(full), uniform.iou(full));
      }
    }
  }

  private static void printBytes(String what, List<LogitGrid> grids) {
    print(
        "%s: stored %d, uniform %d, cells %d",
        what,
        mean(grids, grid -> QuantizedLogits.of(grid).toBytes().length),
        mean(
            grids,
            grid -> LevelCodec.encode(grid.rows(), grid.columns(), uniformLevels(grid)).length),
        mean(grids, grid -> grid.values().length));
  }

  private static int mean(List<LogitGrid> grids, ToIntFunction<LogitGrid> size) {
    return grids.stream().mapToInt(size).sum() / grids.size();
  }

  /** The plain scheme to compare with: 127 equal steps from 0 to the limit. */
  private static LogitGrid uniform(LogitGrid grid) {
    short[] levels = uniformLevels(grid);
    float step = QuantizedLogits.of(grid).limit() / 127;
    float[] values = new float[levels.length];
    IntStream.range(0, values.length).forEach(i -> values[i] = levels[i] * step);
    return new LogitGrid(grid.rows(), grid.columns(), values);
  }

  private static short[] uniformLevels(LogitGrid grid) {
    float step = QuantizedLogits.of(grid).limit() / 127;
    short[] levels = new short[grid.values().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (short) Math.max(-127, Math.min(127, Math.round(grid.values()[i] / step)));
    }
    return levels;
  }

  private static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}

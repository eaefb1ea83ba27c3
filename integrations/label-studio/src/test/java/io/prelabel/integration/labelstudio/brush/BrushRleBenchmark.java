package io.prelabel.integration.labelstudio.brush;

import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.MaskCut;
import io.prelabel.plugin.mask.QuantizedLogits;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long brush RLE takes for a mask of 12 megapixels, on one thread, and what it allocates
 * ({@code gc.alloc.rate.norm}, bytes a call). The smooth one has a target: 5 ms at most to encode.
 * The README has the command.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class BrushRleBenchmark {
  private static final PictureSize SIZE = new PictureSize(4000, 3000);
  private static final int CELLS = 64;

  /** What the grid of 64 x 64 logits behind the mask shows. */
  public enum Content {
    /** One blob, as a model answers for one object. */
    SMOOTH,
    /** Every cell an object: the most runs that a grid can give. */
    NOISE
  }

  @Param private Content content = Content.SMOOTH;

  private Mask mask = Mask.empty(1, 1);
  private byte[] rle = {};

  /** Runs all of them with the profiler of allocations. */
  public static void main(String[] arguments) throws RunnerException {
    String name = BrushRleBenchmark.class.getSimpleName();
    new Runner(new OptionsBuilder().include(name).addProfiler(GCProfiler.class).build()).run();
  }

  @Setup
  public void prepare() {
    mask = MaskCut.cut(QuantizedLogits.of(grid()), SIZE.width(), SIZE.height(), 0);
    rle = BrushRle.encode(mask);
    System.out.printf(
        "%s, %d runs along the rows, %d bytes%n",
        mask, mask.transposed().runs().length, rle.length);
  }

  private LogitGrid grid() {
    Random random = new Random(1);
    float[] values = new float[CELLS * CELLS];
    for (int i = 0; i < values.length; i++) {
      double x = (i % CELLS + 0.5) / CELLS - 0.5;
      double y = (i / CELLS + 0.5) / CELLS - 0.45;
      double blob = 60 * (0.3 + 0.06 * Math.cos(5 * Math.atan2(y, x)) - Math.hypot(x, y));
      values[i] = (float) (content == Content.SMOOTH ? blob : random.nextGaussian(-2, 8));
    }
    return new LogitGrid(CELLS, CELLS, values);
  }

  @Benchmark
  public byte[] encode() {
    return BrushRle.encode(mask);
  }

  @Benchmark
  public Mask decode() {
    return BrushRle.decode(SIZE, rle);
  }
}

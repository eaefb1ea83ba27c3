package io.prelabel.plugin.mask;

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
 * How long it takes from logits to run lengths, on one thread, and what it allocates ({@code
 * gc.alloc.rate.norm}, bytes a cut). The smooth picture of 12 megapixels is the one with a target:
 * 5 ms at most. The README has the command.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MaskCutBenchmark {
  /** What the grid of 64 x 64 shows. */
  public enum Content {
    /** One blob, as a model answers for one object. */
    SMOOTH,
    /** Every cell an object: the most runs that a grid can give. */
    NOISE
  }

  /** The pictures' sizes. */
  public enum Size {
    MEGAPIXELS_12(4000, 3000),
    MEGAPIXELS_100(12_500, 8_000);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  @Param private Content content = Content.SMOOTH;
  @Param private Size size = Size.MEGAPIXELS_12;

  private LogitGrid logits = Grids.blob(64, 64);
  private QuantizedLogits stored = QuantizedLogits.of(logits);
  private Mask mask = Mask.empty(1, 1);

  /** Runs all of them with the profiler of allocations; an argument is a filter of their names. */
  public static void main(String[] arguments) throws RunnerException {
    String filter = arguments.length == 0 ? MaskCutBenchmark.class.getSimpleName() : arguments[0];
    new Runner(new OptionsBuilder().include(filter).addProfiler(GCProfiler.class).build()).run();
  }

  @Setup
  public void prepare() {
    logits = content == Content.SMOOTH ? Grids.blob(64, 64) : Grids.noise(64, 64, 1);
    stored = QuantizedLogits.of(logits);
    mask = cut();
  }

  @Benchmark
  public Mask cut() {
    return MaskCut.cut(stored, size.width, size.height, 0);
  }

  /** From the model's own numbers to the stored form to the mask, as each prediction is made. */
  @Benchmark
  public Mask quantizeAndCut() {
    return MaskCut.cut(QuantizedLogits.of(logits), size.width, size.height, 0);
  }

  @Benchmark
  public String encode() {
    return CocoCounts.encode(mask);
  }

  @Benchmark
  public PolygonOutline outline() {
    return PolygonOutline.of(mask);
  }
}

package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.plugin.model.Precision;

/**
 * Decides {@link Precision#AUTO} by a short measurement: one matrix product in both types. Bfloat16
 * is taken only where it is clearly faster, so that a machine on the edge does not change its mind,
 * and with it the model's version, from one start to the next.
 */
final class PrecisionChoice {
  private static final int SIZE = 768;
  private static final int TIMES = 4;
  private static final double CLEARLY_FASTER = 1.25;

  private final TorchProgram program;

  PrecisionChoice(TorchProgram program) {
    this.program = program;
  }

  /**
   * What was measured, and what follows from it.
   *
   * @param float32Gflops billions of operations per second in float32
   * @param bfloat16Gflops the same in bfloat16
   */
  record Measured(double float32Gflops, double bfloat16Gflops) {
    Precision choice() {
      return bfloat16Gflops >= CLEARLY_FASTER * float32Gflops
          ? Precision.BFLOAT16
          : Precision.FLOAT32;
    }
  }

  /** Measures; about 50 ms where bfloat16 is fast, a second where it is emulated. */
  Measured measure() {
    return new Measured(gflops(Precision.FLOAT32), gflops(Precision.BFLOAT16));
  }

  private double gflops(Precision precision) {
    multiply(precision, 1); // the first call sets up threads and kernels
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      multiply(precision, TIMES);
      best = Math.min(best, System.nanoTime() - start);
    }
    return 2.0 * SIZE * SIZE * SIZE * TIMES / best;
  }

  private void multiply(Precision precision, int times) {
    try (NativeScope scope = new NativeScope()) {
      program.run(
          scope,
          "matmul",
          scope.number(SIZE),
          scope.number(ModelLoader.torchCode(precision)),
          scope.number(times));
    }
  }
}

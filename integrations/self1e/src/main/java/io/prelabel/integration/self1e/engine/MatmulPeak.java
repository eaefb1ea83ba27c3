package io.prelabel.integration.self1e.engine;

import ai.djl.pytorch.jni.IValue;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What the machine can do at best: a square matrix product in the model's number type, through the
 * same engine and the same operator as the model's own. The best round counts, since whatever else
 * runs can only slow it down.
 */
public final class MatmulPeak {
  /** Large enough that memory does not matter. */
  public static final int SIDE = 4096;

  private static final int LEAST_ROUNDS = 4;
  private static final String SOURCE = "matmul.torchscript";

  private MatmulPeak() {}

  /**
   * Measures. Takes at least four products: half a second or so for a modern CPU.
   *
   * @param precision never {@link Precision#AUTO}
   * @param device {@code cpu} or {@code cuda:N}
   * @param patience further rounds are made within it
   * @return floating point operations a second; a multiplication and an addition are two
   */
  public static double measure(Precision precision, String device, Duration patience) {
    return measure(precision, device, patience, SIDE);
  }

  /**
   * Measures smaller or larger matrices.
   *
   * @param side rows and columns
   * @see #measure(Precision, String, Duration)
   */
  public static double measure(Precision precision, String device, Duration patience, int side) {
    Map<String, Object> attributes = Map.of("compute", TorchProgram.code(precision));
    try (TorchProgram program = TorchProgram.compile(source(), "Matmul", attributes, device)) {
      try (NativeScope scope = program.newScope()) {
        program.run(scope, "prepare", scope.longs(new long[1], 1), scope.number(side));
      }
      long begin = System.nanoTime();
      long best = Long.MAX_VALUE;
      for (int i = 0; i < LEAST_ROUNDS || System.nanoTime() - begin < patience.toNanos(); i++) {
        best = Math.min(best, round(program));
      }
      return 2.0 * side * side * side / (best / 1e9);
    }
  }

  /** The number is copied out, so that a GPU is through with it. */
  private static long round(TorchProgram program) {
    try (NativeScope scope = program.newScope()) {
      long begin = System.nanoTime();
      IValue sum = program.run(scope, "multiply", scope.number(1));
      TorchProgram.floats(scope, sum);
      return System.nanoTime() - begin;
    }
  }

  private static String source() {
    try (InputStream in =
        Objects.requireNonNull(MatmulPeak.class.getResourceAsStream(SOURCE), SOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

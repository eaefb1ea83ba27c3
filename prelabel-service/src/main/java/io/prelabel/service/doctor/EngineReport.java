package io.prelabel.service.doctor;

import java.util.List;

/**
 * What the engine says of itself.
 *
 * @param name and version, for people ("DJL 0.36.0, PyTorch 2.7.1")
 * @param pytorch its version alone
 * @param libraries folder of the native libraries
 * @param threads that compute one operation on the CPU
 * @param hasCuda whether it was built with CUDA
 * @param gpus those that it reaches, with their memory, for people
 * @param precision what {@code auto} gives, and why
 */
public record EngineReport(
    String name,
    String pytorch,
    String libraries,
    int threads,
    boolean hasCuda,
    List<String> gpus,
    String precision) {
  public EngineReport {
    gpus = List.copyOf(gpus);
  }

  /** Returns what was found. */
  public List<Finding> findings() {
    return List.of(
        Finding.ok("engine", name),
        Finding.ok("native libraries", libraries),
        Finding.ok("threads of the engine", Integer.toString(threads)),
        Finding.ok("precision auto", precision));
  }
}

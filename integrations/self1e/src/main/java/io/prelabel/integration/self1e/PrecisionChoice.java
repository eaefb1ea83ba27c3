package io.prelabel.integration.self1e;

import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides {@link Precision#AUTO} by what the processor says of itself, so that a machine gives the
 * same answer at each start: the choice is part of the model's version, and a run goes on only with
 * its own. A measurement would not do; one that is taken while other programs compute comes out
 * another way now and then.
 */
final class PrecisionChoice {
  /** Linux; where there is no such file, bfloat16 has to be asked for. */
  static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** Instructions that multiply bfloat16: x86 (AVX-512, AMX) and Arm, as Linux spells them. */
  private static final Set<String> BFLOAT16 = Set.of("avx512_bf16", "amx_bf16", "bf16");

  private PrecisionChoice() {}

  /** Returns bfloat16 where the processor multiplies it, else float32; reads the file each time. */
  static Precision of(Path cpuInfo) {
    try (Stream<String> lines = Files.lines(cpuInfo)) {
      return lines.anyMatch(PrecisionChoice::namesBfloat16)
          ? Precision.BFLOAT16
          : Precision.FLOAT32;
    } catch (IOException | UncheckedIOException notLinux) {
      return Precision.FLOAT32;
    }
  }

  /** A line such as "flags : fpu vme avx512_bf16" (x86) or "Features : fp asimd bf16" (Arm). */
  private static boolean namesBfloat16(String line) {
    return (line.startsWith("flags") || line.startsWith("Features"))
        && Arrays.stream(line.split("\\s+")).anyMatch(BFLOAT16::contains);
  }
}

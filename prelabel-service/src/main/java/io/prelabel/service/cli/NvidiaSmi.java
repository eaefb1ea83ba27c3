package io.prelabel.service.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What NVIDIA's own program says of the GPUs. */
final class NvidiaSmi {
  private static final long PATIENCE_SECONDS = 10;

  private NvidiaSmi() {}

  /** Returns a line per GPU; none where the program is missing, fails, or takes too long. */
  static List<String> gpus() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(
                  "nvidia-smi",
                  "--query-gpu=index,name,memory.total,memory.free,driver_version",
                  "--format=csv,noheader")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return List.of();
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.exitValue() == 0 ? output.lines().map(NvidiaSmi::words).toList() : List.of();
    } catch (IOException noSuchProgram) {
      return List.of();
    }
  }

  /** Such as "0: NVIDIA H100, 81559 MiB, 80995 MiB free, driver 570.124.06". */
  private static String words(String line) {
    String[] parts = line.split("\\s*,\\s*");
    return parts.length == 5
        ? "%s: %s, %s, %s free, driver %s"
            .formatted(parts[0], parts[1], parts[2], parts[3], parts[4])
        : line;
  }
}

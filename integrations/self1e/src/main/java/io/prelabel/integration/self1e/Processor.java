package io.prelabel.integration.self1e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processor's model, as the system names it. */
final class Processor {
  /** Linux; proc(5). */
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** x86 has the first; Arm names its core by the other two. */
  private static final List<String> KEYS = List.of("model name", "CPU implementer", "CPU part");

  private Processor() {}

  /** Returns a name that is equal for equal processors, as far as the system tells them apart. */
  static String name() {
    return name(CPU_INFO);
  }

  static String name(Path cpuInfo) {
    List<String> words = KEYS.stream().flatMap(key -> value(cpuInfo, key).stream()).toList();
    String windows = Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse("");
    return (System.getProperty("os.arch")
            + " "
            + (words.isEmpty() ? windows : String.join(" ", words)))
        .strip();
  }

  private static Optional<String> value(Path cpuInfo, String key) {
    try (Stream<String> lines = Files.lines(cpuInfo)) {
      return lines
          .filter(line -> line.startsWith(key) && line.contains(":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | UncheckedIOException notLinux) {
      return Optional.empty();
    }
  }
}

package io.prelabel.integration.self1e.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The most memory that this process has had so far, as Linux counts it (proc(5), VmHWM). */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern LINE = Pattern.compile("VmHWM:\\s*(\\d+) kB");

  private PeakMemory() {}

  /** Returns the resident bytes at their highest, Java's and native together; empty elsewhere. */
  public static OptionalLong bytes() {
    return bytes(STATUS);
  }

  static OptionalLong bytes(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .map(LINE::matcher)
          .filter(Matcher::matches)
          .mapToLong(line -> Long.parseLong(line.group(1)) * 1024)
          .findFirst();
    } catch (IOException | UncheckedIOException notLinux) {
      return OptionalLong.empty();
    }
  }
}

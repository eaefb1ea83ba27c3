package io.prelabel.integration.self1e;

import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small text file that keeps the number type that was chosen on a machine. People may read and
 * edit it: a line per machine, {@code bfloat16 | machine | remark}. A file that can't be read or
 * written is no failure; that is said in the log, and nothing is remembered.
 */
final class PrecisionMemory {
  private static final Logger LOG = LoggerFactory.getLogger(PrecisionMemory.class);
  private static final List<String> HEAD =
      List.of(
          "# What precision \"auto\" is on a machine: measured once and then kept, because it is part of",
          "# a model's version. Delete a line, or this file, to have it measured again.");

  private final Path file;

  /**
   * @param file need not exist, nor its folder
   */
  PrecisionMemory(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** Returns what was remembered for a machine. */
  Optional<Precision> recall(String machine) {
    return read().stream()
        .filter(each -> each.machine().equals(plain(machine)))
        .map(Entry::precision)
        .reduce((before, last) -> last);
  }

  /**
   * Adds a choice, or replaces the machine's former one.
   *
   * @param remark for people
   * @return whether it is kept
   */
  boolean remember(String machine, Precision precision, String remark) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    read().forEach(each -> entries.put(each.machine(), each));
    entries.put(plain(machine), new Entry(precision, plain(machine), plain(remark)));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "precision", ".tmp");
      Files.write(
          whole, Stream.concat(HEAD.stream(), entries.values().stream().map(Entry::line)).toList());
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } catch (IOException e) {
      LOG.warn("{} can't be written ({}); the precision is measured at each start.", file, e);
      return false;
    }
  }

  private List<Entry> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<String> lines =
          Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      List<Entry> entries = lines.stream().map(Entry::parse).flatMap(Optional::stream).toList();
      if (entries.size() < lines.size()) {
        LOG.warn("{} holds lines that are no choice of a precision; they are ignored.", file);
      }
      return entries;
    } catch (IOException e) {
      LOG.warn("{} can't be read ({}); it is ignored.", file, e);
      return List.of();
    }
  }

  private static String plain(String text) {
    return text.replaceAll("[|\\p{Cntrl}]", " ").strip();
  }

  private record Entry(Precision precision, String machine, String remark) {
    String line() {
      return String.join(" | ", precision.name().toLowerCase(Locale.ROOT), machine, remark);
    }

    static Optional<Entry> parse(String line) {
      String[] parts = line.split("\\|", 3);
      if (parts.length < 2) {
        return Optional.empty();
      }
      String remark = parts.length > 2 ? parts[2].strip() : "";
      return Stream.of(Precision.FLOAT32, Precision.BFLOAT16)
          .filter(each -> each.name().equalsIgnoreCase(parts[0].strip()))
          .map(each -> new Entry(each, parts[1].strip(), remark))
          .findFirst();
    }
  }
}

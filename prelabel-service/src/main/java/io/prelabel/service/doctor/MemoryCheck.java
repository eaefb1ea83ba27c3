package io.prelabel.service.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Memory of the machine (Linux: {@code /proc/meminfo}, proc(5)), of the container (control groups,
 * version 2 and 1), and of the heap.
 */
public final class MemoryCheck {
  private static final long LITTLE = 2 * Bytes.GIB;

  /** Beyond what any machine has: version 1 writes "no limit" as a number. */
  private static final long NO_LIMIT = 1L << 50;

  private final Machine machine;

  public MemoryCheck(Machine machine) {
    this.machine = machine;
  }

  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    OptionalLong total = memInfo("MemTotal");
    OptionalLong free = memInfo("MemAvailable");
    if (total.isPresent() && free.isPresent()) {
      String value =
          "%s, of which %s can be had"
              .formatted(Bytes.text(total.getAsLong()), Bytes.text(free.getAsLong()));
      findings.add(
          free.getAsLong() < LITTLE
              ? Finding.note(
                  "memory",
                  value,
                  "End what else is running: a 2B model takes about 5 GB in bfloat16 and 10 GB in float32.")
              : Finding.ok("memory", value));
    } else {
      findings.add(Finding.ok("memory", "not known on this system"));
    }
    containerLimit()
        .ifPresent(limit -> findings.add(Finding.ok("limit of the container", Bytes.text(limit))));
    findings.add(
        Finding.ok(
            "heap of Java",
            "%s at most; the model's weights are not in it"
                .formatted(Bytes.text(machine.heapBytes()))));
    return findings;
  }

  /** Returns what a model may take: the machine's memory that can be had, or the limit if less. */
  OptionalLong available() {
    OptionalLong free = memInfo("MemAvailable");
    Optional<Long> limit = containerLimit();
    if (free.isEmpty()) {
      return limit.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
    return OptionalLong.of(Math.min(free.getAsLong(), limit.orElse(Long.MAX_VALUE)));
  }

  private OptionalLong memInfo(String key) {
    return machine.lines("proc/meminfo").stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .filter(digits -> !digits.isEmpty())
        .mapToLong(digits -> 1024 * Long.parseLong(digits))
        .findFirst();
  }

  private Optional<Long> containerLimit() {
    return machine
        .firstLine("sys/fs/cgroup/memory.max")
        .or(() -> machine.firstLine("sys/fs/cgroup/memory/memory.limit_in_bytes"))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::parseLong)
        .filter(limit -> limit < NO_LIMIT);
  }
}

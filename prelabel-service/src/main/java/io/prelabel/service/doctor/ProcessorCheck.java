package io.prelabel.service.doctor;

import java.util.ArrayList;
import java.util.List;

/** Processor, threads, and how they wait. */
public final class ProcessorCheck {
  private final Machine machine;
  private final int decoderThreads;

  /**
   * @param decoderThreads that decode pictures beside each device, as set
   */
  public ProcessorCheck(Machine machine, int decoderThreads) {
    this.machine = machine;
    this.decoderThreads = decoderThreads;
  }

  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    String name =
        machine.lines("proc/cpuinfo").stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(machine.property("os.arch"));
    findings.add(
        Finding.ok(
            "processor",
            "%s, %d %s for this process"
                .formatted(name, machine.cores(), machine.cores() == 1 ? "core" : "cores")));
    findings.add(
        Finding.ok("threads that decode pictures", "%d per device".formatted(decoderThreads)));
    findings.add(waiting());
    machine
        .variable("OMP_NUM_THREADS")
        .ifPresent(
            each ->
                findings.add(
                    Finding.ok("OMP_NUM_THREADS", each + "; the engine takes its own setting")));
    return findings;
  }

  /** PyTorch's threads spin between operations unless told otherwise. */
  private Finding waiting() {
    String what = "how the engine's threads wait";
    String policy = machine.variable("OMP_WAIT_POLICY").orElse("");
    return policy.equalsIgnoreCase("PASSIVE")
        ? Finding.ok(what, "asleep (OMP_WAIT_POLICY=PASSIVE)")
        : Finding.note(
            what,
            policy.isEmpty()
                ? "spinning (OMP_WAIT_POLICY is not set)"
                : "OMP_WAIT_POLICY=" + policy,
            "Start with ./prelabel, or set OMP_WAIT_POLICY=PASSIVE: where others use the cores too, that is several times as fast.");
  }
}

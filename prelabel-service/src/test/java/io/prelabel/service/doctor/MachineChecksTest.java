package io.prelabel.service.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.service.doctor.Finding.Grade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
  private static final String MEMORY =
      "MemTotal:       16777216 kB\nMemFree: 1 kB\nMemAvailable:    8388608 kB\n";

  @TempDir private Path root;
  private OtherMachine machine;

  @BeforeEach
  void machine() {
    machine = new OtherMachine(root);
  }

  @Test
  void memory_isWhatLinuxSays() throws IOException {
    machine.with("proc/meminfo", MEMORY);
    List<Finding> findings = new MemoryCheck(machine.build()).findings();
    assertThat(findings.get(0))
        .isEqualTo(Finding.ok("memory", "16.0 GB, of which 8.0 GB can be had"));
    assertThat(findings.get(1).value()).startsWith("3.0 GB at most");
  }

  @Test
  void memory_thatIsShort_isNoted() throws IOException {
    machine.with("proc/meminfo", MEMORY.replace("8388608", "1048576"));
    assertThat(new MemoryCheck(machine.build()).findings().get(0).grade()).isEqualTo(Grade.NOTE);
  }

  @Test
  void memory_ofAContainer_isItsLimit() throws IOException {
    machine.with("proc/meminfo", MEMORY).with("sys/fs/cgroup/memory.max", "4294967296\n");
    MemoryCheck check = new MemoryCheck(machine.build());
    assertThat(check.findings()).contains(Finding.ok("limit of the container", "4.0 GB"));
    assertThat(check.available()).hasValue(4 * Bytes.GIB);

    machine.with("sys/fs/cgroup/memory.max", "max\n");
    assertThat(new MemoryCheck(machine.build()).available()).hasValue(8 * Bytes.GIB);
  }

  @Test
  void memory_ofAnOldContainer_andOfAnUnknownSystem() throws IOException {
    String file = "sys/fs/cgroup/memory/memory.limit_in_bytes";
    machine.with(file, "1073741824");
    assertThat(new MemoryCheck(machine.build()).available()).hasValue(Bytes.GIB);
    machine.with(file, "9223372036854771712"); // no limit
    assertThat(new MemoryCheck(machine.build()).available()).isEmpty();
    assertThat(new MemoryCheck(machine.build()).findings().get(0).value()).contains("not known");
  }

  @Test
  void weights_mustFit() throws IOException {
    machine.with("proc/meminfo", MEMORY);
    CheckpointCheck check = new CheckpointCheck(new MemoryCheck(machine.build()));
    assertThat(check.room(3 * Bytes.GIB, true).get(0).grade()).isEqualTo(Grade.OK);
    assertThat(check.room(5 * Bytes.GIB, true).get(0).remedy()).contains("--precision bfloat16");
    assertThat(check.room(5 * Bytes.GIB, false).get(0).grade()).isEqualTo(Grade.OK);
    assertThat(check.room(9 * Bytes.GIB, false).get(0).grade()).isEqualTo(Grade.PROBLEM);
  }

  @Test
  void processor_isNamed_orItsKind() throws IOException {
    assertThat(processor().get(0).value()).isEqualTo("riscv64, 4 cores for this process");
    machine.with("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC 9004\n");
    assertThat(processor().get(0).value()).isEqualTo("AMD EPYC 9004, 4 cores for this process");
  }

  @Test
  void threads_thatSpin_areNoted() {
    assertThat(processor().get(2).grade()).isEqualTo(Grade.NOTE);
    machine.set("OMP_WAIT_POLICY", "passive");
    assertThat(processor().get(2).grade()).isEqualTo(Grade.OK);
  }

  private List<Finding> processor() {
    return new ProcessorCheck(machine.build(), 2).findings();
  }
}

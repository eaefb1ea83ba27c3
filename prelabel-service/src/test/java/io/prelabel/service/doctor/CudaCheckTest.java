package io.prelabel.service.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.service.doctor.Finding.Grade;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaCheckTest {
  private static final String DRIVER =
      "NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.124.06  Wed Feb 26\nGCC version: 12\n";
  private static final List<String> ONE_GPU = List.of("0: NVIDIA H100");

  @TempDir private Path root;
  private OtherMachine machine;

  @BeforeEach
  void machine() {
    machine = new OtherMachine(root);
  }

  @Test
  void noGpu_isSaid_andIsNoProblem() {
    List<Finding> findings = check(List.of(), engine(false), false);
    assertThat(findings).allMatch(each -> each.grade() == Grade.OK);
    assertThat(findings)
        .extracting(Finding::value)
        .contains("no GPU here; labeling runs on the CPU");
  }

  @Test
  void noGpu_whereOneIsAskedFor_isAProblemWithItsRemedy() {
    List<Finding> findings = check(List.of(), engine(false), true);
    assertThat(findings)
        .allSatisfy(
            each -> {
              assertThat(each.grade()).isEqualTo(Grade.PROBLEM);
              assertThat(each.remedy()).contains("Install the NVIDIA driver", "--device cpu");
            });
  }

  @Test
  void driver_withAPyTorchForTheCpu_saysWhatToInstallAndHowToStart() throws IOException {
    machine.with("proc/driver/nvidia/version", DRIVER);
    List<Finding> findings = check(ONE_GPU, engine(false), false);
    assertThat(findings.get(0).value())
        .isEqualTo("NVIDIA UNIX x86_64 Kernel Module 570.124.06 Wed Feb 26");
    Finding last = findings.get(findings.size() - 1);
    assertThat(last.grade()).isEqualTo(Grade.NOTE);
    assertThat(last.remedy())
        .contains("torch==2.7.1+cu128", "PYTORCH_LIBRARY_PATH=", "PYTORCH_FLAVOR=cu128");
  }

  @Test
  void driver_withoutAGpuThatThisProcessMaySee() throws IOException {
    machine.with("proc/driver/nvidia/version", DRIVER);
    assertThat(check(List.of(), engine(false), false).get(1).remedy()).contains("--gpus all");
    machine.with("dev/nvidia0", "");
    assertThat(check(List.of(), engine(false), false))
        .noneMatch(each -> each.remedy().contains("--gpus all"));
  }

  @Test
  void cuda_thatFindsNoGpu_looksAtTheVariableThatHidesThem() throws IOException {
    machine.with("proc/driver/nvidia/version", DRIVER).set("CUDA_VISIBLE_DEVICES", "-1");
    List<Finding> findings = check(ONE_GPU, engine(true), true);
    Finding last = findings.get(findings.size() - 1);
    assertThat(last.grade()).isEqualTo(Grade.PROBLEM);
    assertThat(last.remedy()).contains("CUDA_VISIBLE_DEVICES (-1)", "525");
  }

  @Test
  void cuda_thatWorks() throws IOException {
    machine
        .with("proc/driver/nvidia/version", DRIVER)
        .with("opt/torch/lib/libtorch_cuda.so", "")
        .set("PYTORCH_LIBRARY_PATH", "/opt/torch/lib")
        .set("PYTORCH_FLAVOR", "cu128");
    List<Finding> findings = check(ONE_GPU, engine(true, "cuda:0: 79.1 GB, 78.0 GB free"), true);
    assertThat(findings).allMatch(each -> each.grade() == Grade.OK);
    assertThat(findings)
        .extracting(Finding::value)
        .contains("cuda:0: 79.1 GB, 78.0 GB free", "/opt/torch/lib, PYTORCH_FLAVOR=cu128");
  }

  @Test
  void libraryPath_thatIsNoFolder_hasNoCuda_orLacksItsFlavor() throws IOException {
    machine.set("PYTORCH_LIBRARY_PATH", "/opt/torch/lib");
    assertThat(library().grade()).isEqualTo(Grade.PROBLEM);
    machine.with("opt/torch/lib/libtorch.so", "");
    assertThat(library().value()).contains("no libtorch_cuda.so");
    machine.with("opt/torch/lib/libtorch_cuda.so", "");
    assertThat(library().remedy()).contains("Set PYTORCH_FLAVOR=cu128");
  }

  private Finding library() {
    return check(List.of(), Optional.empty(), false).stream()
        .filter(each -> each.what().equals("PYTORCH_LIBRARY_PATH"))
        .findFirst()
        .orElseThrow();
  }

  private List<Finding> check(
      List<String> seen, Optional<EngineReport> engine, boolean isGpuMeant) {
    return new CudaCheck(machine.build(), seen, engine, isGpuMeant).findings();
  }

  private static Optional<EngineReport> engine(boolean hasCuda, String... gpus) {
    return Optional.of(
        new EngineReport("DJL", "2.7.1", "/lib", 2, hasCuda, List.of(gpus), "float32"));
  }
}

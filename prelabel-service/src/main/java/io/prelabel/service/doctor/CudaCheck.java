package io.prelabel.service.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is there for GPUs, and what is missing, step by step: a driver, a GPU that this process may
 * see, and a PyTorch that was built with CUDA. A machine without a GPU is a machine without a GPU.
 */
public final class CudaCheck {
  private static final String WHAT = "CUDA for the model";

  /** What DJL's bridge to PyTorch was built for. */
  private static final String FLAVOR = "cu128";

  private final Machine machine;
  private final List<String> seenByDriver;
  private final Optional<EngineReport> engine;
  private final boolean isGpuMeant;

  /**
   * @param seenByDriver what {@code nvidia-smi} lists, a line per GPU; none where there is no such
   *     program
   * @param engine empty where it did not start
   * @param isGpuMeant whether the settings ask for a GPU by name
   */
  public CudaCheck(
      Machine machine,
      List<String> seenByDriver,
      Optional<EngineReport> engine,
      boolean isGpuMeant) {
    this.machine = machine;
    this.seenByDriver = List.copyOf(seenByDriver);
    this.engine = engine;
    this.isGpuMeant = isGpuMeant;
  }

  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    Optional<String> driver = driver();
    findings.add(
        driver
            .map(each -> Finding.ok("NVIDIA driver", each))
            .orElseGet(() -> missing("NVIDIA driver", "none", noDriver())));
    seenByDriver.forEach(each -> findings.add(Finding.ok("GPU of the driver", each)));
    if (driver.isPresent() && seenByDriver.isEmpty() && !hasDevice()) {
      findings.add(
          missing(
              "GPU of the driver",
              "none that this process may see",
              "In a container: start it with --gpus all. Else see what nvidia-smi says."));
    }
    findings.addAll(library());
    engine.ifPresent(each -> findings.add(pytorch(each, driver.isPresent())));
    return findings;
  }

  private Optional<String> driver() {
    return machine
        .firstLine("proc/driver/nvidia/version")
        .map(line -> line.replaceFirst("^NVRM version:\\s*", "").replaceAll("\\s+", " "))
        .or(
            () ->
                seenByDriver.isEmpty()
                    ? Optional.empty()
                    : Optional.of("there (nvidia-smi works)"));
  }

  private boolean hasDevice() {
    try (DirectoryStream<Path> devices =
        Files.newDirectoryStream(machine.path("dev"), "nvidia[0-9]*")) {
      return devices.iterator().hasNext();
    } catch (IOException none) {
      return false;
    }
  }

  private String noDriver() {
    return isGpuMeant ? "Install the NVIDIA driver, 525 or newer; or choose --device cpu." : "";
  }

  /** The folder that DJL is to take PyTorch from instead of its own (DJL, "PyTorch engine"). */
  private List<Finding> library() {
    Optional<String> folder = machine.variable("PYTORCH_LIBRARY_PATH");
    if (folder.isEmpty()) {
      return List.of();
    }
    String what = "PYTORCH_LIBRARY_PATH";
    Path path = machine.path(folder.get().replaceFirst("^/+", ""));
    if (!Files.isDirectory(path)) {
      return List.of(
          Finding.problem(
              what,
              folder.get() + " is no folder",
              "Name the torch/lib folder of a PyTorch, or unset the variable."));
    }
    if (!Files.exists(path.resolve("libtorch_cuda.so"))) {
      return List.of(
          Finding.note(
              what,
              folder.get() + " holds no libtorch_cuda.so",
              "That PyTorch was built without CUDA; take one for " + FLAVOR + "."));
    }
    Optional<String> flavor = machine.variable("PYTORCH_FLAVOR");
    return List.of(
        flavor.filter(each -> each.startsWith("cu")).isPresent()
            ? Finding.ok(what, "%s, PYTORCH_FLAVOR=%s".formatted(folder.get(), flavor.get()))
            : Finding.problem(
                what,
                "%s, and PYTORCH_FLAVOR is %s".formatted(folder.get(), flavor.orElse("not set")),
                "Set PYTORCH_FLAVOR=%s, so that DJL loads its bridge for CUDA.".formatted(FLAVOR)));
  }

  private Finding pytorch(EngineReport report, boolean hasDriver) {
    if (!report.hasCuda()) {
      return hasDriver
          ? missing(WHAT, "this PyTorch was built without CUDA", getCuda(report.pytorch()))
          : missing(WHAT, "no GPU here; labeling runs on the CPU", noDriver());
    }
    if (report.gpus().isEmpty()) {
      return missing(
          WHAT,
          "this PyTorch was built with CUDA, and finds no GPU",
          hasDriver
              ? "Check CUDA_VISIBLE_DEVICES (%s), and that the driver is 525 or newer (570 for the newest GPUs)."
                  .formatted(machine.variable("CUDA_VISIBLE_DEVICES").orElse("not set"))
              : noDriver());
    }
    return Finding.ok(WHAT, String.join("; ", report.gpus()));
  }

  private static String getCuda(String pytorch) {
    return "Install PyTorch %s for CUDA 12.8 in a folder of its own (python3 -m venv cuda && cuda/bin/pip install torch==%s, which is built for CUDA on Linux x86-64), then start with PYTORCH_LIBRARY_PATH=$(echo $PWD/cuda/lib/python3*/site-packages/torch/lib) PYTORCH_FLAVOR=%s ./prelabel …"
        .formatted(pytorch, pytorch + "+" + FLAVOR, FLAVOR);
  }

  /** Nothing is wrong with a machine without a GPU, unless one is asked for. */
  private Finding missing(String what, String value, String remedy) {
    if (isGpuMeant) {
      return Finding.problem(what, value, remedy);
    }
    return remedy.isEmpty() ? Finding.ok(what, value) : Finding.note(what, value, remedy);
  }
}

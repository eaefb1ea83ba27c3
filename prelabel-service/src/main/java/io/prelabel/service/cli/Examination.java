package io.prelabel.service.cli;

import io.prelabel.integration.self1e.Diagnosis;
import io.prelabel.integration.self1e.engine.Devices;
import io.prelabel.integration.self1e.engine.DjlEngine;
import io.prelabel.integration.self1e.engine.EngineFacts;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.service.assembly.JobProperties;
import io.prelabel.service.assembly.ModelProperties;
import io.prelabel.service.assembly.ModelProviders;
import io.prelabel.service.doctor.Bytes;
import io.prelabel.service.doctor.CheckpointCheck;
import io.prelabel.service.doctor.CudaCheck;
import io.prelabel.service.doctor.DatabaseCheck;
import io.prelabel.service.doctor.DoctorReport;
import io.prelabel.service.doctor.EngineReport;
import io.prelabel.service.doctor.Finding;
import io.prelabel.service.doctor.HomeCheck;
import io.prelabel.service.doctor.Machine;
import io.prelabel.service.doctor.MemoryCheck;
import io.prelabel.service.doctor.ProcessorCheck;
import io.prelabel.service.doctor.Section;
import io.prelabel.service.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** Asks this machine, and hands what it says to the checks. */
final class Examination {
  private static final int LOGIN_SECONDS = 5;

  private final Home home;
  private final Environment settings;
  private final ModelProperties model;
  private final JobProperties jobs;
  private final Machine machine = thisMachine();
  private final MemoryCheck memory = new MemoryCheck(machine);

  Examination(Home home, Environment settings, ModelProperties model, JobProperties jobs) {
    this.home = home;
    this.settings = settings;
    this.model = model;
    this.jobs = jobs;
  }

  private static Machine thisMachine() {
    Map<String, String> properties = new HashMap<>();
    for (String each : System.getProperties().stringPropertyNames()) {
      properties.put(each, System.getProperty(each));
    }
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        Path.of("/"),
        System.getenv(),
        properties,
        runtime.availableProcessors(),
        runtime.maxMemory());
  }

  /** Looks at everything; takes a second or two, for the engine is started. */
  DoctorReport report() throws IOException, InterruptedException {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("Program", program()));
    List<Finding> hardware = new ArrayList<>();
    hardware.addAll(new ProcessorCheck(machine, jobs.decoderThreads()).findings());
    hardware.addAll(memory.findings());
    sections.add(new Section("Machine", hardware));
    List<Finding> engine = new ArrayList<>();
    Optional<EngineReport> started = engine(engine);
    sections.add(new Section("Engine", engine));
    sections.add(
        new Section(
            "GPU",
            new CudaCheck(machine, NvidiaSmi.gpus(), started, model.device().startsWith("cuda"))
                .findings()));
    sections.add(
        new Section("Home", new HomeCheck(home, Examination::freeBytes, database()).findings()));
    Optional<ModelSettings> asked = model.settings();
    if (asked.isPresent()) {
      sections.add(new Section("Checkpoint", checkpoint(asked.get())));
    }
    return new DoctorReport(sections);
  }

  private List<Finding> program() throws IOException {
    return List.of(
        Finding.ok("Prelabel", Version.version()),
        Finding.ok(
            "Java",
            "%s, %s".formatted(Runtime.version(), System.getProperty("java.vendor", "of nobody"))),
        Finding.ok(
            "system",
            "%s %s, %s"
                .formatted(
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    System.getProperty("os.arch"))));
  }

  private Optional<EngineReport> engine(List<Finding> findings) {
    try {
      model.engineThreads().ifPresent(DjlEngine::useThreads);
      EngineFacts facts = EngineFacts.read();
      EngineReport report =
          new EngineReport(
              "DJL %s, PyTorch %s".formatted(facts.djl(), facts.pytorch()),
              facts.pytorch(),
              facts.libraries().toString(),
              facts.threads(),
              facts.hasCuda(),
              facts.gpus().stream().map(Examination::words).toList(),
              Diagnosis.precision(
                  facts.gpus().isEmpty() ? Devices.CPU : facts.gpus().get(0).device()));
      findings.addAll(report.findings());
      findings.add(device());
      return Optional.of(report);
    } catch (PluginException e) {
      findings.add(Finding.problem("engine", "does not start", String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private Finding device() {
    try {
      List<String> meant = Devices.ofThisMachine().named(model.device());
      return Finding.ok(
          "device " + model.device(), "the model is loaded on " + String.join(", ", meant));
    } catch (PluginException e) {
      return Finding.problem(
          "device " + model.device(), "not there", String.valueOf(e.getMessage()));
    }
  }

  private static String words(EngineFacts.Gpu gpu) {
    return "%s: %s, %s free"
        .formatted(gpu.device(), Bytes.text(gpu.totalBytes()), Bytes.text(gpu.freeBytes()));
  }

  private static long freeBytes(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Finding> database() {
    String url = settings.getProperty("spring.datasource.url", "none");
    if (url.isBlank() || url.equals("none")) {
      return Optional.empty();
    }
    String user = settings.getProperty("spring.datasource.username", "");
    String password = settings.getProperty("spring.datasource.password", "");
    DriverManager.setLoginTimeout(LOGIN_SECONDS);
    return Optional.of(
        new DatabaseCheck(url, () -> DriverManager.getConnection(url, user, password).close())
            .finding());
  }

  private List<Finding> checkpoint(ModelSettings asked) throws IOException {
    String folder = asked.checkpoint().toString();
    try (ModelProviders providers = ModelProviders.find(home.plugins())) {
      String kind = providers.provider(asked).name();
      List<Finding> findings = new ArrayList<>();
      findings.add(Finding.ok("folder", "%s (%s)".formatted(folder, kind)));
      if (kind.equals(Diagnosis.KIND)) {
        describe(Diagnosis.checkpoint(asked), findings);
      }
      return findings;
    } catch (PluginException e) {
      return List.of(
          Finding.problem("folder", folder + " can't be used", String.valueOf(e.getMessage())));
    }
  }

  private void describe(Diagnosis.Checkpoint found, List<Finding> findings) {
    findings.add(Finding.ok("language model", found.language()));
    findings.add(Finding.ok("vision tower", found.vision()));
    findings.add(
        Finding.ok(
            "weights",
            "%s in %d %s: %s%s"
                .formatted(
                    Bytes.text(found.bytes()),
                    found.files(),
                    found.files() == 1 ? "file" : "files",
                    found.types(),
                    found.loras() == 0
                        ? ""
                        : ", with a LoRA for %d matrices, merged while they are loaded"
                            .formatted(found.loras()))));
    findings.add(
        Finding.ok(
            "tokenizer",
            "%s, %d rows in the embedding table".formatted(found.tokenizer(), found.vocabulary())));
    findings.addAll(new CheckpointCheck(memory).room(found.bytes(), found.isBfloat16()));
  }
}

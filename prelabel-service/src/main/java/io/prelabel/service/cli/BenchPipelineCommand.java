package io.prelabel.service.cli;

import io.prelabel.db.run.WorkItems;
import io.prelabel.integration.self1e.bench.BenchmarkPictures;
import io.prelabel.integration.self1e.bench.BenchmarkPrompts;
import io.prelabel.integration.self1e.bench.PeakMemory;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.assembly.JobProperties;
import io.prelabel.service.bench.EngineUse;
import io.prelabel.service.bench.PipelineBenchmark;
import io.prelabel.service.bench.PipelineReport;
import io.prelabel.service.bench.ThrowAwayFolder;
import io.prelabel.service.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code prelabel bench pipeline}: what the whole job takes, from files to stored masks. */
@Command(
    name = "pipeline",
    description = {
      "Labels generated pictures into a database that is thrown away, by the real job, and prints images per second and how busy the engine was.",
      "For figures to keep, let nothing else run meanwhile."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BenchPipelineCommand implements Callable<Integer> {
  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @ParentCommand
  private @SuppressWarnings("NullAway.Init") BenchCommand bench;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private @SuppressWarnings("NullAway.Init") CheckpointChoice checkpoint;

  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "40",
      description = "Generated pictures, 1600 x 1200 each. Default: ${DEFAULT-VALUE}.")
  private int images = 40;

  @Option(
      names = "--prompts",
      paramLabel = "N",
      defaultValue = "4",
      description = "Classes asked of each, 1 to 80. Default: ${DEFAULT-VALUE}.")
  private int prompts = 4;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    PromptSet promptSet = PipelineBenchmark.prompts(BenchmarkPrompts.first(prompts));
    Home opened = home.open();
    ProcessSettings.apply(opened);
    Path folder = checkpoint.open(opened, spec.commandLine().getErr());
    try (ThrowAwayFolder temporary = ThrowAwayFolder.in(opened.cache())) {
      Path pictures = temporary.path().resolve("pictures");
      PipelineBenchmark.writePictures(pictures, images, BenchmarkPictures::jpeg);
      Map<String, String> properties = new LinkedHashMap<>(model.properties(folder));
      properties.put("prelabel.roots[0]", pictures.toString());
      properties.put("spring.datasource.url", "none"); // never somebody's own database
      EngineUse engine = new EngineUse();
      bench.program().endQuietly();
      return bench
          .program()
          .run(
              () ->
                  SpringStart.command(
                      new Home(temporary.path()),
                      "bench",
                      properties,
                      beans -> {
                        beans.registerSingleton("engineUse", engine);
                        // the first to be known is the last to go: behind the database in it
                        beans.registerDisposableBean("throwAwayFolder", temporary::close);
                      }),
              context -> measure(context, folder, pictures, promptSet, engine));
    }
  }

  private int measure(
      ConfigurableApplicationContext context,
      Path folder,
      Path pictures,
      PromptSet promptSet,
      EngineUse engine)
      throws IOException, InterruptedException {
    LabelingSession session = new LabelingSession(context, spec.commandLine());
    LabelingSession.Outcome outcome = session.label("bench", pictures, promptSet);
    PipelineReport report =
        PipelineBenchmark.report(
            folder.toString(),
            prompts,
            context.getBean(JobProperties.class).decoderThreads(),
            outcome.progress(),
            outcome.took(),
            engine,
            context.getBean(WorkItems.class),
            outcome.run().id(),
            PeakMemory.bytes());
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.toTable());
    out.flush();
    if (json != null) {
      Files.writeString(json, report.toJson() + "\n");
    }
    return ExitCodes.OK;
  }
}

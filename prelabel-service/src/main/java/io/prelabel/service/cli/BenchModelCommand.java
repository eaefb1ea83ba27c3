package io.prelabel.service.cli;

import io.prelabel.integration.picture.ImageIoPictureDecoder;
import io.prelabel.integration.self1e.bench.BenchmarkSettings;
import io.prelabel.integration.self1e.bench.CheckpointBenchmark;
import io.prelabel.integration.self1e.bench.ModelReport;
import io.prelabel.integration.self1e.bench.ModelTable;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.service.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code prelabel bench model}: what the model takes, stage by stage. */
@Command(
    name = "model",
    description = {
      "Asks a model about one generated picture and prints times, operations per second against a measured matrix product, memory, and how that stands to the targets.",
      "For figures to keep, let nothing else run meanwhile."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BenchModelCommand implements Callable<Integer> {
  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private @SuppressWarnings("NullAway.Init") CheckpointChoice checkpoint;

  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--prompts",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,4,10,80",
      description = "How many prompts are asked at once, 1 to 80 each. Default: ${DEFAULT-VALUE}.")
  private List<Integer> prompts = List.of();

  @Option(
      names = "--present",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many of them pass the gate. Default: ${DEFAULT-VALUE}.")
  private int present = 4;

  @Option(
      names = "--token-budget",
      paramLabel = "N",
      defaultValue = "" + ModelSettings.DEFAULT_TOKEN_BUDGET,
      description = "Most tokens of one forward pass. Default: ${DEFAULT-VALUE}.")
  private int tokenBudget = ModelSettings.DEFAULT_TOKEN_BUDGET;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Time for the rounds of one measurement; at least one is made, and seven at most. Default: ${DEFAULT-VALUE}.")
  private int seconds = 20;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    BenchmarkSettings settings =
        new BenchmarkSettings(prompts, present, Duration.ofSeconds(seconds));
    Home opened = home.open();
    ProcessSettings.apply(opened);
    PrintWriter err = spec.commandLine().getErr();
    Path folder = checkpoint.open(opened, err);
    ModelReport report =
        CheckpointBenchmark.run(
            model.settings(folder, tokenBudget),
            settings,
            new ImageIoPictureDecoder(),
            what -> {
              err.printf("… %s%n", what);
              err.flush();
            });
    PrintWriter out = spec.commandLine().getOut();
    out.print(ModelTable.of(report));
    out.flush();
    if (json != null) {
      Files.writeString(json, report.toJson() + "\n");
    }
    return ExitCodes.OK;
  }
}

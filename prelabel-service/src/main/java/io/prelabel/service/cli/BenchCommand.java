package io.prelabel.service.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code prelabel bench}: the command that holds the benchmarks. */
@Command(
    name = "bench",
    description = "Measures this machine with a model, or the whole job.",
    subcommands = {BenchModelCommand.class, BenchPipelineCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class BenchCommand implements Runnable {
  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @ParentCommand
  private @SuppressWarnings("NullAway.Init") PrelabelCommand prelabel;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which benchmark?");
  }

  /** Returns what the commands below start their program with. */
  StoppableProgram program() {
    return prelabel.program();
  }
}

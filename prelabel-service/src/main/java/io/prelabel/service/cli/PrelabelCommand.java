package io.prelabel.service.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command that holds the others. */
@Command(
    name = "prelabel",
    description = "Labels a data set before people do, and makes their review quick.",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      RunCommand.class,
      EvalCommand.class,
      VerifyModelCommand.class,
      BenchCommand.class,
      DoctorCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some images failed,",
      "130 stopped by Ctrl-C, 143 stopped by SIGTERM.",
      "'prelabel COMMAND --help' describes a command."
    })
public final class PrelabelCommand implements Runnable {
  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  private final StoppableProgram program;

  private PrelabelCommand(StoppableProgram program) {
    this.program = program;
  }

  /** Runs one command line and returns its exit code; prints to standard output and error. */
  public static int execute(StoppableProgram program, String... arguments) {
    return commandLine(program).execute(arguments);
  }

  static CommandLine commandLine(StoppableProgram program) {
    CommandLine line = new CommandLine(new PrelabelCommand(program));
    line.setParameterExceptionHandler(PrelabelCommand::usageError);
    line.setExecutionExceptionHandler(PrelabelCommand::failure);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** Returns what the commands below start their program with. */
  StoppableProgram program() {
    return program;
  }

  private static int usageError(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr()
        .printf(
            "prelabel: %s (see '%s --help')%n",
            ErrorLine.oneLine(e.getMessage()), line.getCommandSpec().qualifiedName());
    line.getErr().flush();
    return ExitCodes.USAGE;
  }

  private static int failure(Exception e, CommandLine line, ParseResult arguments) {
    line.getErr().printf("prelabel: %s%n", ErrorLine.of(e));
    line.getErr().flush();
    return ExitCodes.FAILED;
  }
}

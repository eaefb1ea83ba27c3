package io.prelabel.service;

import io.prelabel.service.cli.PrelabelCommand;
import io.prelabel.service.cli.StoppableProgram;
import java.io.PrintWriter;

/** Where the jar starts: hands the arguments to the command line and ends with its exit code. */
public final class PrelabelApplication {
  private PrelabelApplication() {}

  /** Runs a command; {@code --help} lists them. */
  public static void main(String[] arguments) {
    StoppableProgram program = new StoppableProgram(new PrintWriter(System.err, true));
    Runtime.getRuntime().addShutdownHook(new Thread(program::stop, "stop"));
    System.exit(PrelabelCommand.execute(program, arguments));
  }
}

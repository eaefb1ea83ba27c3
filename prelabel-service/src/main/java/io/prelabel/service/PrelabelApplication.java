package io.prelabel.service;

import io.prelabel.service.cli.PrelabelCommand;

/** Where the jar starts: hands the arguments to the command line and ends with its exit code. */
public final class PrelabelApplication {
  private PrelabelApplication() {}

  /** Runs a command; {@code --help} lists them. */
  public static void main(String[] arguments) {
    System.exit(PrelabelCommand.execute(arguments));
  }
}

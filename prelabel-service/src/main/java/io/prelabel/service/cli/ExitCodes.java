package io.prelabel.service.cli;

/** How a command ends. */
final class ExitCodes {
  static final int OK = 0;

  /** The command could not do what it was asked; one line on standard error says why. */
  static final int FAILED = 1;

  /** The command line itself is wrong. */
  static final int USAGE = 2;

  /** The run went through, and some of its images failed; they are listed. */
  static final int SOME_IMAGES_FAILED = 3;

  private ExitCodes() {}
}

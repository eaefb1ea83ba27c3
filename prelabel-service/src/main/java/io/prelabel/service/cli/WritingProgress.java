package io.prelabel.service.cli;

import io.prelabel.integration.self1e.bench.CheckpointCache;
import java.io.PrintWriter;
import java.util.Locale;

/** Says how far the writing of a random checkpoint is: a line for every tenth. */
final class WritingProgress implements CheckpointCache.Progress {
  private static final int LINES = 10;

  private final String name;
  private final PrintWriter err;
  private long lines;

  WritingProgress(String name, PrintWriter err) {
    this.name = name;
    this.err = err;
  }

  @Override
  public void at(long done, long total) {
    long due = done * LINES / total;
    if (due > lines) {
      lines = due;
      err.printf(
          Locale.ROOT,
          "Writing a random checkpoint, %s (%.1f GB): %d %%%n",
          name,
          total / 1e9,
          100 * done / total);
      err.flush();
    }
  }
}

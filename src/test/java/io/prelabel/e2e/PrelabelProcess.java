package io.prelabel.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The real program in a process of its own, as a user starts it: the executable jar, its own home
 * folder, its output line by line. Closing it kills it, so that no test leaves one behind.
 */
final class PrelabelProcess implements AutoCloseable {
  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private PrelabelProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::readLines, "prelabel-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts {@code prelabel ARGUMENTS} with the given home folder; standard error is part of the
   * output.
   */
  static PrelabelProcess start(Path home, Path workingFolder, String... arguments)
      throws IOException {
    return start(home, workingFolder, Map.of(), arguments);
  }

  /** Starts the program with additional environment variables. */
  static PrelabelProcess start(
      Path home, Path workingFolder, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The JIT's second tier does not pay off in a process that lives for seconds.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx768m");
    command.add("-jar");
    command.add(System.getProperty("prelabel.jar"));
    command.addAll(List.of(arguments));
    command.add("--home");
    command.add(home.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(workingFolder.toFile()).redirectErrorStream(true);
    builder.environment().remove("PRELABEL_HOME");
    builder.environment().putAll(environment);
    return new PrelabelProcess(builder.start());
  }

  /** Waits for a line of output, past or future; fails with all the output when none comes. */
  String awaitLine(Predicate<String> wanted, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (lines) {
      int next = 0;
      while (true) {
        for (; next < lines.size(); next++) {
          if (wanted.test(lines.get(next))) {
            return lines.get(next);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || !reader.isAlive()) {
          throw new AssertionError("the expected line did not come; output:\n" + output());
        }
        lines.wait(Math.min(left, 500));
      }
    }
  }

  /**
   * Waits for the end and returns the exit status; fails with all the output when it lasts longer.
   */
  int awaitExit(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + patience + "; output:\n" + output());
    }
    reader.join(5_000);
    return process.exitValue();
  }

  /** Sends SIGKILL, as {@code kill -9} does: nothing in the process gets to clean up. */
  void kill9() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join(5_000);
  }

  /** Sends SIGTERM, as a service's stop does. */
  void terminate() {
    process.destroy();
  }

  /** Sends a signal, such as {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Returns what was printed so far. */
  String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill9();
      }
    }
  }

  private void readLines() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (lines) {
          lines.add(line);
          lines.notifyAll();
        }
      }
    } catch (IOException killed) {
      // The pipe of a killed process may break instead of ending; what was read is kept.
    }
  }
}

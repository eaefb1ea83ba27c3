package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code prelabel serve} with the demo's checkpoint, as an engineer starts it: over the folder
 * {@code pictures} of a working folder, on a free port, with {@code home} beside it.
 */
final class ServedProcess implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Pattern READY = Pattern.compile("Prelabel is ready at (http://\\S+) .*");
  private static final Pattern PASSWORD = Pattern.compile("User prelabel, password (\\S+) .*");

  private final PrelabelProcess process;

  private ServedProcess(PrelabelProcess process) {
    this.process = process;
  }

  /** Starts it; waits for nothing. */
  static ServedProcess start(Path folder) throws Exception {
    return new ServedProcess(
        PrelabelProcess.start(
            Files.createDirectories(folder.resolve("home")),
            folder,
            "serve",
            "--port",
            "0",
            "--root",
            "pictures",
            "--checkpoint",
            Demo.checkpoint().toString(),
            "--precision",
            "float32"));
  }

  PrelabelProcess process() {
    return process;
  }

  /** Returns the password, which is shown at the first start alone; waits for it. */
  String password() throws Exception {
    return match(PASSWORD);
  }

  /** Returns somebody who talks to it, once it is ready. */
  ServiceClient client(String password) throws Exception {
    return new ServiceClient(URI.create(match(READY)), password);
  }

  private String match(Pattern pattern) throws Exception {
    String line = process.awaitLine(each -> pattern.matcher(each).matches(), PATIENCE);
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.matches()).isTrue();
    return matcher.group(1);
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}

package io.prelabel.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "serve",
        "run",
        "eval",
        "verify-model",
        "doctor",
        "bench",
        "bench model",
        "bench pipeline"
      })
  void help_isThereForEveryCommand(String command) {
    int code = execute((command + " --help").strip().split(" "));
    assertThat(code).isZero();
    assertThat(out.toString()).contains(("Usage: prelabel " + command).strip());
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "run --version", "serve -V"})
  void version_isThatOfTheBuild(String line) {
    assertThat(execute(line.split(" "))).isZero();
    assertThat(out.toString()).startsWith("prelabel ").contains("Java ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~                      | which command? (see 'prelabel --help')",
        "paint                   | Unmatched argument at index 0: 'paint' (see 'prelabel --help')",
        "serve --port x          | 'x' is not an int (see 'prelabel serve --help')",
        "run --images a          | Missing required options",
        "eval --images a         | Missing required options",
        "verify-model            | Missing required parameter: 'DIR'",
        "bench                   | which benchmark? (see 'prelabel bench --help')",
        "bench model             | Missing required argument (specify one of these)",
        "bench model --random-2b --random-8b | are mutually exclusive",
      })
  void wrongUsage_isOneLineAndCode2(String line, String message) {
    assertThat(execute(line.isEmpty() ? new String[0] : line.split(" +"))).isEqualTo(2);
    assertThat(err.toString()).startsWith("prelabel: ").contains(message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void verifyModel_whereThereIsNothingToVerify(@TempDir Path folder) {
    assertThat(execute("verify-model", folder.toString(), "--home", folder.resolve("h").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).startsWith("prelabel: ").contains(folder.toString());
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void eval_saysWhatIsWrongBeforeAModelIsLoaded(@TempDir Path folder) throws IOException {
    Path truth = Files.writeString(folder.resolve("truth.json"), "[]");
    int code =
        execute(
            "eval",
            "--images=" + folder,
            "--checkpoint=" + folder,
            "--prompts=cat",
            "--truth=" + truth);
    assertThat(code).isEqualTo(1);
    assertThat(err.toString().strip())
        .isEqualTo(
            "prelabel: %s is no COCO instances file: it is no JSON object.".formatted(truth));
  }

  @Test
  void benchModel_refusesWhatItCannotAsk_beforeAnythingIsWritten(@TempDir Path folder) {
    String home = folder.resolve("h").toString();
    assertThat(execute("bench", "model", "--random-mid", "--prompts", "1,81", "--home", home))
        .isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("prelabel: A benchmark asks 1 to 80 prompts at once, not 81.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void homeInTheWay_isOneLine(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(execute("serve", "--home", file.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("prelabel: The home folder " + file);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void errorLine_prefersTheSentenceThatSomebodyWrote() {
    Exception wrapped =
        new IllegalStateException(
            "bean x", new RuntimeException("y", PluginException.badInput("No\n  weights.")));
    assertThat(ErrorLine.of(wrapped)).isEqualTo("No weights.");
    assertThat(ErrorLine.of(new IllegalStateException(new NoSuchFileException("/a/b"))))
        .isEqualTo("there is no file or folder /a/b");
    assertThat(ErrorLine.of(new IllegalStateException("odd")))
        .startsWith("unexpected: java.lang.IllegalStateException: odd; the log holds the details");
    assertThat(ErrorLine.of(new RuntimeException("bean", new java.net.BindException("in use"))))
        .contains("--host");
  }

  private int execute(String... arguments) {
    PrintWriter lines = new PrintWriter(err, true);
    CommandLine line = PrelabelCommand.commandLine(new StoppableProgram(lines));
    line.setOut(new PrintWriter(out, true)).setErr(lines);
    return line.execute(arguments);
  }
}

package io.prelabel.service.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher in a copy of the layout, with programs of our own in the place of java and mvn.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "prelabel").toAbsolutePath().normalize();
  private static final String JAVA_17 =
      "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; else echo RUN \"$@\"; fi";
  private static final String MAVEN =
      """
      pom=; while [ $# -gt 0 ]; do if [ "$1" = -f ]; then pom=$2; fi; shift; done
      echo built >> "$(dirname "$pom")/builds"
      mkdir -p "$(dirname "$pom")/prelabel-service/target"
      echo jar > "$(dirname "$pom")/prelabel-service/target/prelabel-service-1-exec.jar"
      """;

  @TempDir private Path folder;
  private Path root;
  private Path bin;

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectories(folder.resolve("a clone"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Files.copy(LAUNCHER, root.resolve("prelabel"));
    Files.createFile(root.resolve("pom.xml"));
    for (String each :
        new String[] {"plugin-api", "integrations", "db", "batch-jobs", "prelabel-service"}) {
      Files.createDirectories(root.resolve(each).resolve("src/main"));
    }
    for (String each :
        new String[] {
          "bash", "dirname", "find", "mkdir", "rm", "readlink", "flock", "grep", "tail"
        }) {
      Path real = Path.of("/usr/bin").resolve(each);
      if (Files.exists(real)) {
        Files.createSymbolicLink(bin.resolve(each), real);
      }
    }
  }

  @Test
  void withoutJava() throws Exception {
    assertThat(launch(Map.of()))
        .isEqualTo(
            new Result(
                1,
                "prelabel: there is no Java here; install a JDK 17 or newer, or set JAVA_HOME.\n"));
  }

  @Test
  void withAnOldJava() throws Exception {
    program("java", "echo 'java version \"1.8.0_412\"' >&2");
    assertThat(launch(Map.of()).output())
        .isEqualTo(
            "prelabel: Java 8 (%s/java) is too old; install a JDK 17 or newer, or set JAVA_HOME.\n"
                .formatted(bin));
  }

  @Test
  void withAWrongJavaHome() throws Exception {
    Result result = launch(Map.of("JAVA_HOME", "/nowhere"));
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output())
        .startsWith("prelabel: JAVA_HOME is /nowhere, which holds no bin/java");
  }

  @Test
  void withoutMaven() throws Exception {
    program("java", JAVA_17);
    Result result = launch(Map.of());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output())
        .startsWith("prelabel: the program is not built yet and there is no Maven");
    assertThat(result.output().lines()).hasSize(1);
  }

  @Test
  void withoutACompiler() throws Exception {
    program("java", JAVA_17);
    program("mvn", MAVEN);
    assertThat(launch(Map.of()).output()).startsWith("prelabel: building needs a JDK");
  }

  @Test
  void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    program("java", JAVA_17);
    program("javac", "");
    program("mvn", MAVEN);

    Result first = launch(Map.of("PRELABEL_JAVA_OPTS", "-Xmx1g -Da=b"), "run", "--out", "x y");
    assertThat(first.output())
        .contains("Building Prelabel")
        .contains("RUN -Xmx1g -Da=b -jar " + jar() + " run --out x y");
    assertThat(launch(Map.of(), "--help").output())
        .isEqualTo("RUN -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar " + jar() + " --help\n");
    assertThat(root.resolve("builds")).hasContent("built\n");

    Path source = Files.createFile(root.resolve("db/src/main/New.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    launch(Map.of(), "--help");
    assertThat(root.resolve("builds")).hasContent("built\nbuilt\n");
  }

  @Test
  void tellsNewerJavasWhatTheLibrariesNeed() throws Exception {
    program("java", JAVA_17.replace("17.0.1", "25"));
    Files.createDirectories(jar().getParent());
    Files.createFile(jar());
    Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(launch(Map.of(), "run").output())
        .isEqualTo(
            "RUN --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -jar %s run\n"
                .formatted(jar()));
  }

  @Test
  void letsPyTorchsThreadsWaitWithoutSpinning_unlessToldOtherwise() throws Exception {
    program("java", JAVA_17.replace("echo RUN \"$@\"", "echo $OMP_WAIT_POLICY"));
    Files.createDirectories(jar().getParent());
    Files.createFile(jar());
    Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(launch(Map.of(), "run").output()).isEqualTo("PASSIVE\n");
    assertThat(launch(Map.of("OMP_WAIT_POLICY", "ACTIVE"), "run").output()).isEqualTo("ACTIVE\n");
  }

  @Test
  void showsWhyABuildFailed() throws Exception {
    program("java", JAVA_17);
    program("javac", "");
    program("mvn", "echo '[ERROR] no such artifact'; exit 1");
    Result result = launch(Map.of());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output())
        .contains("[ERROR] no such artifact")
        .contains("prelabel: the build failed; the whole of it is in " + root);
  }

  @Test
  void worksThroughALinkFromAnywhere() throws Exception {
    program("java", JAVA_17);
    Files.createDirectories(jar().getParent());
    Files.createFile(jar());
    Files.setLastModifiedTime(jar(), FileTime.from(Instant.now().plusSeconds(60)));
    Path link = Files.createSymbolicLink(bin.resolve("pl"), root.resolve("prelabel"));
    assertThat(run(link, Map.of(), "serve").output()).isEqualTo("RUN -jar " + jar() + " serve\n");
  }

  private Path jar() {
    return root.resolve("prelabel-service/target/prelabel-service-1-exec.jar");
  }

  private Result launch(Map<String, String> environment, String... arguments) throws Exception {
    return run(root.resolve("prelabel"), environment, arguments);
  }

  private Result run(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(bin.resolve("bash").toString());
    builder.command().add(script.toString());
    builder.command().addAll(java.util.List.of(arguments));
    builder.directory(new File("/")).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  private void program(String name, String script) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Result(int code, String output) {}
}

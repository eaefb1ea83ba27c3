package io.prelabel.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder of hostile files between good ones: each is answered as the manifest of the golden
 * corpus says, the good ones are labeled, and nothing that was stored before is lost.
 */
class BadInputIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int SOME_IMAGES_FAILED = 3;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final Path CORPUS =
      Path.of(
          System.getProperty("repo.root"), "integrations/pictures/src/test/resources/bad-images");

  @TempDir Path folder;

  @Test
  void hostileFiles_failAlone_andWhatWasStoredStays() throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    Scenes.write(pictures, 3, 11);
    expect(0, run("circle"));
    HomeDatabase database = new HomeDatabase(folder.resolve("home"));
    String stored = "select id, image_id, outcome, mask_counts from prediction order by id";
    List<String> before = database.askStopped(stored).get(0);
    assertThat(before).hasSize(3);

    copyCorpus(pictures);
    String output = expect(SOME_IMAGES_FAILED, run("circle"));

    assertThat(output).contains("prelabel: bomb_30000x30000_1bit.png: too many pixels");
    assertThat(output).doesNotContain("Exception", "\tat ");
    List<List<String>> after =
        database.askStopped(
            stored,
            "select file_name, state, failure_category, failure_text from work_item"
                + " join image on image.id = image_id where run_id = (select max(id) from run)",
            "select state from run order by id");
    assertThat(after.get(0)).containsAll(before);
    assertThat(after.get(2)).containsExactly("completed", "completed_with_failures");
    checkAgainstManifest(after.get(1));
  }

  @Test
  void wrongArguments_areOneLineThatSaysWhatToDo() throws Exception {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    Scenes.write(pictures, 1, 13);
    Path prompts = folder.resolve("prompts.yaml");

    Files.writeString(prompts, "classes:\n  - name: cat\n    prompts: [\"cat\"]\n  - name: cat\n");
    assertThat(onlyLine(expect(FAILED, run(prompts.toString())))).contains("prompts.yaml, line 4");

    Files.writeString(prompts, "classes:\n  - name: cat\n    prompts: [\"\"]\n");
    assertThat(onlyLine(expect(FAILED, run(prompts.toString())))).contains("prompts.yaml, line 3");

    Files.writeString(prompts, "classes: []\n");
    assertThat(onlyLine(expect(FAILED, run(prompts.toString())))).contains("prompts.yaml, line 1");

    Path empty = Files.createDirectory(folder.resolve("empty-checkpoint"));
    assertThat(onlyLine(expect(FAILED, run("cat", empty)))).contains("empty-checkpoint");

    Path truncated = Files.createDirectory(folder.resolve("truncated-checkpoint"));
    copyDemoCheckpoint(truncated);
    Path weights = truncated.resolve("model.safetensors");
    byte[] half = Files.readAllBytes(weights);
    Files.write(weights, java.util.Arrays.copyOf(half, half.length / 2));
    assertThat(onlyLine(expect(FAILED, run("cat", truncated)))).contains("model.safetensors");

    String usage = expect(USAGE, new String[] {"run", "--images", "pictures"});
    assertThat(usage).contains("--prompts").doesNotContain("Exception");
  }

  private String expect(int exitStatus, String[] arguments) throws Exception {
    try (PrelabelProcess process =
        PrelabelProcess.start(folder.resolve("home"), folder, arguments)) {
      int status = process.awaitExit(PATIENCE);
      assertThat(status).as(process.output()).isEqualTo(exitStatus);
      return process.output();
    }
  }

  private static String[] run(String prompts) {
    return run(prompts, Demo.checkpoint());
  }

  private static String[] run(String prompts, Path checkpoint) {
    return new String[] {
      "run",
      "--images",
      "pictures",
      "--prompts",
      prompts,
      "--checkpoint",
      checkpoint.toString(),
      "--out",
      "out"
    };
  }

  private static String onlyLine(String output) {
    assertThat(output.lines()).as(output).hasSize(1);
    assertThat(output).startsWith("prelabel: ");
    return output;
  }

  private static void copyCorpus(Path target) throws Exception {
    try (Stream<Path> files = Files.list(CORPUS)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void copyDemoCheckpoint(Path target) throws Exception {
    try (Stream<Path> files = Files.list(Demo.checkpoint())) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  /** Every picture-like file has an item that ended as the manifest says. */
  private static void checkAgainstManifest(List<String> items) throws Exception {
    Map<String, String> states = new HashMap<>();
    for (String item : items) {
      states.put(item.substring(0, item.indexOf('|')), item);
    }
    JsonNode files = JsonMapper.shared().readTree(CORPUS.resolve("manifest.json")).get("files");
    for (JsonNode file : files) {
      if (file.has("inside")) {
        continue; // unpacked by the tests of the ingest job
      }
      String name = file.get("file").asString();
      String item = states.get(name);
      assertThat(item).as("no item for " + name).isNotNull();
      boolean eitherIsFine = file.path("either").asBoolean(false);
      if (!eitherIsFine) {
        boolean accepted = file.get("expect").asString().startsWith("accepted");
        assertThat(item).as(name).contains(accepted ? "|null|" : "|failed|BAD_INPUT|");
      }
    }
    assertThat(states).doesNotContainKeys("manifest.json", "odd-names.zip");
  }
}

package io.prelabel.integration.self1e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.Self1eModel;
import io.prelabel.integration.self1e.bench.CheckpointShape.Language;
import io.prelabel.integration.self1e.bench.CheckpointShape.Vision;
import io.prelabel.integration.self1e.checkpoint.Safetensors;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.Precision;
import io.prelabel.plugin.model.PreparedImage;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.Questions;
import io.prelabel.plugin.model.Tiling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomCheckpointTest {
  private static final CheckpointShape TINY =
      new CheckpointShape("tiny", new Vision(64, 2, 4, 96), new Language(96, 2, 6, 2, 128), 2048);

  @TempDir private static Path cache;
  private static Path tiny;

  @BeforeAll
  static void write() {
    tiny = new CheckpointCache(cache).get(TINY, (done, total) -> {});
  }

  @Test
  void theModelOpensIt_andAQuestionIsAboutAsLongAsWithQwensTokenizer() {
    try (Self1eModel model = GoldenData.open(tiny, Precision.BFLOAT16)) {
      long[] ids = row(model, "traffic light");
      int afterImage = 0;
      while (ids[ids.length - 1 - afterImage] != imageToken()) {
        afterImage++;
      }
      // </img> \n What is traffic light in this image ? Please output segmentation mask .
      // <|im_end|> \n <|im_start|> assistant \n [SEG] . <|im_end|> \n
      assertThat(afterImage).isEqualTo(24);
      Set<Long> lengths = new HashSet<>();
      for (String name : BenchmarkPrompts.all()) {
        int more = name.split(" ").length - 2;
        lengths.add((long) row(model, name).length - more);
      }
      assertThat(lengths).containsExactly((long) ids.length);
    }
  }

  @Test
  void isWrittenOnce_andWholeOrNotAtAll() throws IOException {
    List<Long> progress = new ArrayList<>();
    Path weights = tiny.resolve("model.safetensors");
    var written = Files.getLastModifiedTime(weights);
    new CheckpointCache(cache).get(TINY, (done, total) -> progress.add(done));
    assertThat(progress).isEmpty();
    assertThat(Files.getLastModifiedTime(weights)).isEqualTo(written);

    Path other = Files.createDirectory(cache.resolve("other"));
    Path killed = Files.createDirectory(other.resolve("tiny-1.part"));
    Files.writeString(killed.resolve("model.safetensors"), "half");
    Path again = new CheckpointCache(other).get(TINY, (done, total) -> progress.add(total - done));
    assertThat(progress).last().isEqualTo(0L);
    assertThat(killed).doesNotExist();
    assertThat(again.resolve("model.safetensors")).hasSameBinaryContentAs(weights);
  }

  @Test
  void unwritable_isOneSentence(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new CheckpointCache(file).get(TINY, (done, total) -> {}))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("choose another folder with --home");
  }

  @Test
  void shards_haveAnIndexAndHoldEachTensorOnce(@TempDir Path folder) throws IOException {
    Self1eConfig config = config(folder, TINY);
    RandomCheckpoint checkpoint = RandomCheckpoint.of(config, TINY.vocabulary());
    checkpoint.write(folder, checkpoint.bytes() / 3, bytes -> {});
    Set<String> names = new HashSet<>();
    try (var files = Files.newDirectoryStream(folder, "model-*.safetensors")) {
      files.forEach(
          file -> Safetensors.read(file).keySet().forEach(e -> assertThat(names.add(e)).isTrue()));
    }
    assertThat(names).contains("language_model.lm_head.weight");
    assertThat(folder.resolve("model.safetensors.index.json")).content().contains(names);
    GoldenData.open(folder, Precision.FLOAT32).close();
  }

  @Test
  void publishedShapes_haveThePublishedNumberOfParameters(@TempDir Path folder) throws IOException {
    assertThat(millions(folder, CheckpointShape.INTERNVL3_2B)).isCloseTo(2089 + 28, within(2L));
    assertThat(millions(folder, CheckpointShape.INTERNVL3_8B)).isCloseTo(7944 + 154, within(4L));
    assertThat(millions(folder, CheckpointShape.MID)).isBetween(100L, 200L);
  }

  private static long millions(Path folder, CheckpointShape shape) throws IOException {
    return RandomCheckpoint.of(config(folder, shape), shape.vocabulary()).parameters() / 1_000_000;
  }

  private static Self1eConfig config(Path folder, CheckpointShape shape) throws IOException {
    return Self1eConfig.read(Files.writeString(folder.resolve("config.json"), shape.configJson()));
  }

  private static long imageToken() {
    return TINY.vocabulary() + RandomTokenizer.ADDED.indexOf("<IMG_CONTEXT>");
  }

  private static PreparedImage image(Self1eModel model) {
    return model.prepare(GoldenData.picture("coffee.png"), Tiling.ONE);
  }

  private static long[] row(Self1eModel model, String name) {
    return model
        .inspect(image(model), Questions.masks(List.of(Prompt.ofClass(name))))
        .maskTokens(0);
  }
}

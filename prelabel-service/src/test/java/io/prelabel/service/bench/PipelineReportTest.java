package io.prelabel.service.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.integration.picture.ImageIoPictureDecoder;
import io.prelabel.integration.self1e.bench.BenchmarkPictures;
import io.prelabel.plugin.image.PictureSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PipelineReportTest {
  @TempDir private Path folder;

  @Test
  void tableAndJson_holdTheFigures() {
    PipelineReport report =
        new PipelineReport(
            "models/mid",
            40,
            0,
            4,
            2,
            2,
            20,
            0.934,
            3.5,
            1200,
            30,
            900,
            450,
            12,
            0.04,
            OptionalLong.of(1_230_000_000));
    assertThat(report.toTable())
        .startsWith("models/mid: 40 images, 4 prompts each, 0 failed; 2 processors, 2 decoder")
        .contains("images per second       2.00\n", "93.4%", "peak memory          1.23 GB\n");
    JsonNode json = JsonMapper.shared().readTree(report.toJson());
    assertThat(json.path("imagesPerSecond").asDouble()).isEqualTo(2);
    assertThat(json.path("engineBusy").asDouble()).isEqualTo(0.934);
    assertThat(json.path("peakMemory").asLong()).isEqualTo(1_230_000_000);
  }

  @Test
  void pictures_areRealAndAllDifferent() throws IOException {
    Path pictures = folder.resolve("pictures");
    PipelineBenchmark.writePictures(pictures, 2, BenchmarkPictures::jpeg);
    byte[] first = Files.readAllBytes(pictures.resolve("picture-00000.jpg"));
    assertThat(new ImageIoPictureDecoder().size(first)).isEqualTo(new PictureSize(1600, 1200));
    assertThat(Files.readAllBytes(pictures.resolve("picture-00001.jpg"))).isNotEqualTo(first);
  }

  @Test
  void throwAwayFolder_goesWithAllInIt() throws IOException {
    ThrowAwayFolder temporary = ThrowAwayFolder.in(folder.resolve("cache"));
    Files.createDirectories(temporary.path().resolve("a/b"));
    Files.writeString(temporary.path().resolve("a/b/c"), "c");
    temporary.close();
    assertThat(temporary.path()).doesNotExist();
    temporary.close();
    assertThat(folder.resolve("cache")).isEmptyDirectory();
  }
}

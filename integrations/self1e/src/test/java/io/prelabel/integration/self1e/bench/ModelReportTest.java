package io.prelabel.integration.self1e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.bench.ModelReport.Comparison;
import io.prelabel.integration.self1e.bench.ModelReport.Target;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelReportTest {
  private static final double PEAK = 400e9;

  @TempDir private Path folder;

  @Test
  void twoBillion_isHeldAgainstAllTargets_andAgainstTheAuthorsRelativeToThePeak()
      throws IOException {
    Goals goals = new Goals(config(CheckpointShape.INTERNVL3_2B), PEAK, cases());
    assertThat(goals.targets()).extracting(Target::isMet).doesNotContain(false).hasSize(6);
    // half of the authors' peak: 2.96 s there are 5.92 s here
    assertThat(goals.comparisons().get(0).ratio()).isCloseTo(4.0 / 5.92, within(1e-9));
    assertThat(goals.comparisons())
        .extracting(Comparison::what)
        .containsExactly(
            "1 prompt, s",
            "1 prompt, operations by matmul peak",
            "10 prompts, s per mask",
            "10 prompts, peak memory, GB");
  }

  @Test
  void otherShapes_areHeldAgainstWhatEveryShapeMust() throws IOException {
    Goals goals = new Goals(config(CheckpointShape.MID), PEAK, cases());
    assertThat(goals.targets()).hasSize(3);
    assertThat(goals.comparisons()).isEmpty();
    assertThat(new Goals(config(CheckpointShape.MID), PEAK, cases().subList(0, 1)).targets())
        .hasSize(1);
  }

  @Test
  void missedTargets_areToldApart() {
    assertThat(new Target("time", 0.71, 0.7, false).isMet()).isFalse();
    assertThat(new Target("speed", 5.9, 6, true).isMet()).isFalse();
  }

  @Test
  void tableAndJson_holdTheFigures() throws IOException {
    Goals goals = new Goals(config(CheckpointShape.INTERNVL3_2B), PEAK, cases());
    ModelReport report =
        new ModelReport(
            "models/two",
            Precision.BFLOAT16,
            "cpu",
            2,
            8192,
            4_230_000_000L,
            12.34,
            OptionalLong.empty(),
            PEAK,
            cases(),
            goals.targets(),
            goals.comparisons());
    assertThat(ModelTable.of(report))
        .contains("models/two: bfloat16 on cpu, 2 processors, token budget 8192")
        .contains("loaded in 12.3 s, 4.23 GB of weights on disk, peak memory then unknown")
        .contains("     80    on      4       3     9000.0     2250.0")
        .contains(
            "80 prompts, time without by with the gate (4 present)         8.00      6.00 met");
    JsonNode json = JsonMapper.shared().readTree(report.toJson());
    assertThat(json.path("precision").asString()).isEqualTo("BFLOAT16");
    assertThat(json.path("cases").path(0).path("millisPerMask").asDouble()).isEqualTo(4000);
    assertThat(json.path("cases").path(0).path("shares").path("vision").asDouble()).isEqualTo(0.6);
    assertThat(json.path("targets").path(0).path("met").asBoolean()).isTrue();
    assertThat(json.path("loadMemory").isNull()).isTrue();
  }

  private static List<BenchmarkCase> cases() {
    return List.of(
        measured(1, false, 1, 4000),
        measured(10, false, 10, 25_000),
        measured(80, false, 80, 72_000),
        measured(80, true, 4, 9000));
  }

  private static BenchmarkCase measured(int prompts, boolean gate, int masks, double millis) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("vision", 0.6);
    shares.put("language", 0.4);
    return new BenchmarkCase(
        prompts,
        gate,
        masks,
        3,
        millis,
        100,
        300e9,
        0.75,
        1,
        OptionalLong.of(5_000_000_000L),
        shares);
  }

  private Self1eConfig config(CheckpointShape shape) throws IOException {
    return Self1eConfig.read(Files.writeString(folder.resolve("config.json"), shape.configJson()));
  }
}

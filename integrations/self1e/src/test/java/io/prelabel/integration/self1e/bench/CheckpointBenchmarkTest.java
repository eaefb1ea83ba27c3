package io.prelabel.integration.self1e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.TestPictures;
import io.prelabel.integration.self1e.bench.CheckpointShape.Language;
import io.prelabel.integration.self1e.bench.CheckpointShape.Vision;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.plugin.model.Precision;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointBenchmarkTest {
  private static final CheckpointShape TINY =
      new CheckpointShape("tiny", new Vision(64, 2, 4, 96), new Language(96, 2, 6, 2, 128), 2048);

  @TempDir private static Path cache;

  @Test
  void allCasesAreMeasured_andTheGateLetsAsManyPassAsWanted() {
    Path checkpoint = new CheckpointCache(cache).get(TINY, (done, total) -> {});
    long open = NativeScope.open();
    List<String> progress = new ArrayList<>();
    ModelReport report =
        CheckpointBenchmark.run(
            GoldenData.settings(checkpoint, Precision.BFLOAT16, 8192),
            new BenchmarkSettings(List.of(5, 1), 2, Duration.ofMillis(1)),
            new TestPictures(),
            256,
            progress::add);

    assertThat(report.cases())
        .extracting(BenchmarkCase::prompts, BenchmarkCase::gate, BenchmarkCase::masks)
        .containsExactly(
            tuple(1, false, 1), tuple(1, true, 1), tuple(5, false, 5), tuple(5, true, 2));
    for (BenchmarkCase each : report.cases()) {
      assertThat(each.visionRuns()).isEqualTo(1);
      assertThat(each.millisPerImage()).isPositive();
      assertThat(each.flopsPerSecond()).isPositive();
      assertThat(each.shareOfPeak())
          .isCloseTo(each.flopsPerSecond() / report.matmulPeak(), within(1e-9));
      assertThat(each.shares().values().stream().mapToDouble(Double::doubleValue).sum())
          .isCloseTo(1, within(0.05));
      assertThat(each.shares().get("presence") > 0).isEqualTo(each.gate());
      assertThat(each.shares()).allSatisfy((stage, share) -> assertThat(share).isNotNegative());
    }
    assertThat(report.checkpointBytes()).isGreaterThan(1_000_000);
    assertThat(report.precision()).isEqualTo(Precision.BFLOAT16);
    assertThat(progress).contains("5 prompts, gate on");
    assertThat(NativeScope.open()).isEqualTo(open);
  }
}

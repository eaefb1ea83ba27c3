package io.prelabel.integration.self1e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.Stage;
import io.prelabel.integration.self1e.bench.CheckpointShape.Language;
import io.prelabel.integration.self1e.bench.CheckpointShape.Vision;
import io.prelabel.integration.self1e.bench.StageTimes.Spent;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.plugin.mask.LogitGrid;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFiguresTest {
  private static final double PEAK = 1e9;

  @TempDir private static Path folder;

  @Test
  void gatedCase_isCountedFromTheMedianRound() throws IOException {
    FlopCount flops = flops();
    // two of three classes are absent; a row has 100 tokens, the kept prefix 70, questions 12 each
    List<Sample> samples = List.of(sample(8_000_000), sample(10_000_000), sample(50_000_000));
    BenchmarkCase figures =
        new CaseFigures(flops, prompt -> 100, PEAK).of(true, samples, 1, 1_000_000, 3_000_000);

    assertThat(figures.prompts()).isEqualTo(3);
    assertThat(figures.masks()).isEqualTo(1);
    assertThat(figures.rounds()).isEqualTo(3);
    assertThat(figures.millisPerImage()).isEqualTo(10);
    assertThat(figures.millisPerMask()).isEqualTo(10);
    assertThat(figures.tokensPerSecond()).isEqualTo((100 + 70 + 36) / 0.010);
    double operations = flops.vision(1) + flops.row(100) + flops.row(70) + flops.cached(36, 82);
    assertThat(figures.flopsPerSecond()).isCloseTo(operations / 0.008, within(1.0));
    assertThat(figures.shareOfPeak()).isCloseTo(operations / 0.008 / PEAK, within(1e-9));
    assertThat(figures.shares())
        .containsExactly(
            entry("decode", 1 / 14.0),
            entry("vision", 4 / 14.0),
            entry("prefix", 1 / 14.0),
            entry("presence", 1 / 14.0),
            entry("language", 2 / 14.0),
            entry("head", 1 / 14.0),
            entry("mask", 3 / 14.0),
            entry("other", 1 / 14.0));
  }

  @Test
  void rounds_dropTheFirst_unlessItTookAllTheTime() {
    long[] next = {500, 100, 300, 200, 100};
    int[] round = {0};
    List<Sample> taken = Rounds.take(() -> sample(next[round[0]++]), Duration.ofNanos(700));
    assertThat(taken).extracting(Sample::nanos).containsExactly(100L, 300L, 200L);
    assertThat(Rounds.median(taken, Sample::nanos)).isEqualTo(200);
    assertThat(Rounds.median(taken.subList(0, 2), Sample::nanos)).isEqualTo(200);
    assertThat(Rounds.take(() -> sample(701), Duration.ofNanos(700))).hasSize(1);
  }

  @Test
  void peakMemory_isReadWhereLinuxTellsIt() throws IOException {
    Path status = Files.writeString(folder.resolve("status"), "Name:\tx\nVmHWM:\t  4096 kB\n");
    assertThat(PeakMemory.bytes(status)).hasValue(4096 * 1024);
    assertThat(PeakMemory.bytes(folder.resolve("missing"))).isEmpty();
  }

  private static Sample sample(long nanos) {
    return new Sample(
        nanos,
        List.of(answer("a", true), answer("b", false), answer("c", false)),
        Map.of(
            Stage.VISION, new Spent(4_000_000, 0),
            Stage.PREFIX, new Spent(1_000_000, 70),
            Stage.PRESENCE, new Spent(1_000_000, 36),
            Stage.LANGUAGE, new Spent(2_000_000, 128),
            Stage.HEAD, new Spent(1_000_000, 0)));
  }

  private static PromptAnswer answer(String text, boolean isThere) {
    return new PromptAnswer(
        Prompt.ofClass(text),
        OptionalDouble.of(isThere ? 0.9 : 0.1),
        isThere ? Optional.of(new LogitGrid(1, 1, new float[1])) : Optional.empty());
  }

  private static FlopCount flops() throws IOException {
    CheckpointShape shape =
        new CheckpointShape("s", new Vision(4, 1, 1, 8), new Language(8, 1, 2, 1, 16), 512);
    Path file = Files.writeString(folder.resolve("config.json"), shape.configJson());
    return new FlopCount(Self1eConfig.read(file));
  }
}

package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.Stage;
import io.prelabel.plugin.model.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Makes the figures of a case out of its rounds. */
final class CaseFigures {
  private static final Stage[] COMPUTING = {
    Stage.VISION, Stage.PREFIX, Stage.PRESENCE, Stage.LANGUAGE
  };

  private final FlopCount flops;
  private final ToLongFunction<Prompt> rowLength;
  private final double peak;

  /**
   * @param rowLength tokens of a prompt's row, those of the picture included
   * @param peak operations a second of a matrix product
   */
  CaseFigures(FlopCount flops, ToLongFunction<Prompt> rowLength, double peak) {
    this.flops = flops;
    this.rowLength = rowLength;
    this.peak = peak;
  }

  /**
   * Makes the figures.
   *
   * @param samples at least one, all of the same questions
   * @param decodeNanos from the file to what the model reads
   * @param cutNanos from logits to masks, all of them
   */
  BenchmarkCase of(
      boolean gate, List<Sample> samples, double visionRuns, double decodeNanos, double cutNanos) {
    Sample any = samples.get(0);
    double engine = Rounds.median(samples, Sample::nanos);
    double computing = Rounds.median(samples, each -> each.nanosIn(COMPUTING));
    double rate = computing == 0 ? 0 : operations(any) / (computing / 1e9);
    return new BenchmarkCase(
        any.answers().size(),
        gate,
        any.masks().size(),
        samples.size(),
        engine / 1e6,
        tokens(any) / (engine / 1e9),
        rate,
        rate / peak,
        visionRuns,
        PeakMemory.bytes(),
        shares(samples, engine, decodeNanos, cutNanos));
  }

  /** Rows of masks are computed whole; presence questions behind the kept prefix of the picture. */
  private double operations(Sample sample) {
    long prefix = sample.spent(Stage.PREFIX).tokens();
    long questions = sample.spent(Stage.PRESENCE).tokens();
    long seen = prefix + questions / Math.max(1, sample.answers().size());
    double rows =
        sample.masks().stream()
            .mapToDouble(each -> flops.row(rowLength.applyAsLong(each.prompt())))
            .sum();
    return flops.vision(1) + flops.row(prefix) + flops.cached(questions, seen) + rows;
  }

  private long tokens(Sample sample) {
    long rows =
        sample.masks().stream().mapToLong(each -> rowLength.applyAsLong(each.prompt())).sum();
    return rows + sample.spent(Stage.PREFIX).tokens() + sample.spent(Stage.PRESENCE).tokens();
  }

  private static Map<String, Double> shares(
      List<Sample> samples, double engine, double decode, double cut) {
    double whole = decode + engine + cut;
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("decode", decode / whole);
    double left = engine;
    for (Stage stage : Stage.values()) {
      double nanos = Rounds.median(samples, each -> each.spent(stage).nanos());
      shares.put(stage.name().toLowerCase(Locale.ROOT), nanos / whole);
      left -= nanos;
    }
    shares.put("mask", cut / whole);
    shares.put("other", Math.max(0, left) / whole);
    return shares;
  }
}

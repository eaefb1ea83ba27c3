package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.bench.ModelReport.Comparison;
import io.prelabel.integration.self1e.bench.ModelReport.Target;
import io.prelabel.integration.self1e.engine.MatmulPeak;
import java.util.Locale;
import java.util.OptionalLong;

/** Writes a report as people read it. */
public final class ModelTable {
  private final StringBuilder text = new StringBuilder();

  private ModelTable() {}

  /** Returns the report as lines, each with its line break. */
  public static String of(ModelReport report) {
    ModelTable table = new ModelTable();
    table.head(report);
    table.cases(report);
    table.shares(report);
    table.goals(report);
    return table.text.toString();
  }

  private void head(ModelReport report) {
    line(
        "%s: %s on %s, %d processors, token budget %d",
        report.checkpoint(),
        report.precision().name().toLowerCase(Locale.ROOT),
        report.device(),
        report.processors(),
        report.tokenBudget());
    line(
        "loaded in %.1f s, %s of weights on disk, peak memory then %s",
        report.loadSeconds(),
        gigabytes(OptionalLong.of(report.checkpointBytes())),
        gigabytes(report.loadMemory()));
    line(
        "matrix product of %d x %d: %.0f GFLOP/s",
        MatmulPeak.SIDE, MatmulPeak.SIDE, report.matmulPeak() / 1e9);
  }

  private void cases(ModelReport report) {
    line("");
    line(
        "%7s %5s %6s %7s %10s %10s %9s %8s %8s %7s %8s",
        "prompts",
        "gate",
        "masks",
        "rounds",
        "ms/image",
        "ms/mask",
        "tokens/s",
        "GFLOP/s",
        "of peak",
        "vision",
        "memory");
    for (BenchmarkCase each : report.cases()) {
      line(
          "%7d %5s %6d %7d %10.1f %10.1f %9.0f %8.0f %7.0f%% %7.2f %8s",
          each.prompts(),
          each.gate() ? "on" : "off",
          each.masks(),
          each.rounds(),
          each.millisPerImage(),
          each.millisPerMask(),
          each.tokensPerSecond(),
          each.flopsPerSecond() / 1e9,
          100 * each.shareOfPeak(),
          each.visionRuns(),
          gigabytes(each.peakMemory()));
    }
  }

  private void shares(ModelReport report) {
    line("");
    line("Share of a picture's time, %%:");
    StringBuilder heading = new StringBuilder("%7s %5s".formatted("prompts", "gate"));
    report.cases().stream()
        .limit(1)
        .forEach(each -> each.shares().keySet().forEach(e -> heading.append(" %9s".formatted(e))));
    text.append(heading).append('\n');
    for (BenchmarkCase each : report.cases()) {
      StringBuilder row =
          new StringBuilder("%7d %5s".formatted(each.prompts(), each.gate() ? "on" : "off"));
      each.shares()
          .values()
          .forEach(share -> row.append(String.format(Locale.ROOT, " %9.1f", 100 * share)));
      text.append(row).append('\n');
    }
  }

  private void goals(ModelReport report) {
    line("");
    line("%-56s %9s %9s", "Target", "measured", "bound");
    for (Target each : report.targets()) {
      line(
          "%-56s %9.2f %9.2f %s",
          each.what(), each.measured(), each.bound(), each.isMet() ? "met" : "missed");
    }
    if (!report.authors().isEmpty()) {
      line("");
      line(
          "%-56s %9s %9s %9s",
          "Authors' code (ratio of times relative to the peak)", "ours", "theirs", "ratio");
    }
    for (Comparison each : report.authors()) {
      line("%-56s %9.2f %9.2f %9.2f", each.what(), each.ours(), each.authors(), each.ratio());
    }
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String gigabytes(OptionalLong bytes) {
    return bytes.isPresent()
        ? String.format(Locale.ROOT, "%.2f GB", bytes.getAsLong() / 1e9)
        : "unknown";
  }
}

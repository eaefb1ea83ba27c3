package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.bench.ModelReport.Comparison;
import io.prelabel.integration.self1e.bench.ModelReport.Target;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a benchmark is held against: the targets of this module (README.md), and what the authors'
 * code took with the InternVL3-2B shape in bfloat16 on a 2-core machine whose matrix product peaks
 * at 800 GFLOP/s: 2.96 s for one prompt (580 GFLOP/s), 3.79 s for each mask of ten, 10.8 GB.
 */
final class Goals {
  private static final double AUTHORS_PEAK = 800e9;
  private static final double AUTHORS_RATE = 580e9;
  private static final double AUTHORS_GIGABYTES = 10.8;
  private static final double AUTHORS_ONE_SECONDS = 2.96;
  private static final double AUTHORS_EACH_OF_TEN_SECONDS = 3.79;

  private static final double LEAST_SHARE_OF_PEAK = 0.7;
  private static final double MOST_OF_ONE = 0.7;
  private static final double LEAST_SPEEDUP = 6;
  private static final double MOST_GIGABYTES = 7;

  private final boolean isTwoBillion;
  private final double peak;
  private final List<BenchmarkCase> cases;

  Goals(Self1eConfig config, double peak, List<BenchmarkCase> cases) {
    CheckpointShape.Language shape = CheckpointShape.INTERNVL3_2B.language();
    this.isTwoBillion =
        config.language().hiddenSize() == shape.width()
            && config.language().layers() == shape.layers()
            && config.language().intermediateSize() == shape.inner();
    this.peak = peak;
    this.cases = cases;
  }

  /** Returns the targets that these cases say something about. */
  List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    double most = cases.stream().mapToDouble(BenchmarkCase::visionRuns).max().orElse(0);
    targets.add(new Target("vision runs per image, at most", most, 1, false));
    Optional<BenchmarkCase> one = find(1, false);
    Optional<BenchmarkCase> ten = find(10, false);
    if (one.isPresent() && ten.isPresent()) {
      double ratio = ten.get().millisPerMask() / one.get().millisPerMask();
      targets.add(new Target("10 prompts, time per mask by that of 1", ratio, MOST_OF_ONE, false));
    }
    find(80, false)
        .ifPresent(
            off ->
                find(80, true)
                    .ifPresent(
                        on ->
                            targets.add(
                                new Target(
                                    "80 prompts, time without by with the gate (%d present)"
                                        .formatted(on.masks()),
                                    off.millisPerImage() / on.millisPerImage(),
                                    LEAST_SPEEDUP,
                                    true))));
    if (isTwoBillion) {
      addTwoBillion(targets);
    }
    return targets;
  }

  private void addTwoBillion(List<Target> targets) {
    cases.stream()
        .filter(each -> !each.gate())
        .mapToDouble(BenchmarkCase::shareOfPeak)
        .min()
        .ifPresent(
            share ->
                targets.add(
                    new Target(
                        "vision and language, least operations by matmul peak",
                        share,
                        LEAST_SHARE_OF_PEAK,
                        true)));
    find(1, false)
        .ifPresent(
            each ->
                targets.add(
                    new Target(
                        "1 prompt, time by the authors', relative to peak",
                        relativeToPeak(each.millisPerMask() / 1e3, AUTHORS_ONE_SECONDS),
                        1,
                        false)));
    find(10, false)
        .ifPresent(
            each ->
                each.peakMemory()
                    .ifPresent(
                        bytes ->
                            targets.add(
                                new Target(
                                    "10 prompts, peak memory, GB",
                                    bytes / 1e9,
                                    MOST_GIGABYTES,
                                    false))));
  }

  /** Returns how we stand beside the authors' code; empty for another shape than theirs. */
  List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    if (isTwoBillion) {
      find(1, false)
          .ifPresent(
              each -> {
                comparisons.add(time("1 prompt, s", each, AUTHORS_ONE_SECONDS));
                comparisons.add(
                    plain(
                        "1 prompt, operations by matmul peak",
                        each.shareOfPeak(),
                        AUTHORS_RATE / AUTHORS_PEAK));
              });
      find(10, false)
          .ifPresent(
              each -> {
                comparisons.add(time("10 prompts, s per mask", each, AUTHORS_EACH_OF_TEN_SECONDS));
                each.peakMemory()
                    .ifPresent(
                        bytes ->
                            comparisons.add(
                                plain(
                                    "10 prompts, peak memory, GB",
                                    bytes / 1e9,
                                    AUTHORS_GIGABYTES)));
              });
    }
    return comparisons;
  }

  private Comparison time(String what, BenchmarkCase ours, double theirs) {
    double seconds = ours.millisPerMask() / 1e3;
    return new Comparison(what, seconds, theirs, relativeToPeak(seconds, theirs));
  }

  private double relativeToPeak(double seconds, double theirs) {
    return seconds * peak / (theirs * AUTHORS_PEAK);
  }

  private static Comparison plain(String what, double ours, double theirs) {
    return new Comparison(what, ours, theirs, ours / theirs);
  }

  private Optional<BenchmarkCase> find(int prompts, boolean gate) {
    return cases.stream()
        .filter(each -> each.prompts() == prompts && each.gate() == gate)
        .findFirst();
  }
}

package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.Self1eModel;
import io.prelabel.integration.self1e.Self1eProvider;
import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.Weights;
import io.prelabel.integration.self1e.engine.Devices;
import io.prelabel.integration.self1e.engine.MatmulPeak;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.model.ModelSettings;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Opens a checkpoint, measures it, closes it. */
public final class CheckpointBenchmark {
  private static final Duration PEAK_PATIENCE = Duration.ofSeconds(3);

  private CheckpointBenchmark() {}

  /**
   * Measures a checkpoint on one device: the first that its settings name.
   *
   * @param progress told what begins, a line each
   */
  public static ModelReport run(
      ModelSettings settings,
      BenchmarkSettings benchmark,
      PictureDecoder decoder,
      Consumer<String> progress) {
    return run(settings, benchmark, decoder, MatmulPeak.SIDE, progress);
  }

  static ModelReport run(
      ModelSettings settings,
      BenchmarkSettings benchmark,
      PictureDecoder decoder,
      int matmulSide,
      Consumer<String> progress) {
    String device = Devices.ofThisMachine().named(settings.device()).get(0);
    CheckpointFolder folder = CheckpointFolder.of(settings);
    Self1eConfig config = Self1eConfig.read(folder.require(CheckpointFolder.CONFIG));
    progress.accept("loading " + settings.checkpoint());
    long begin = System.nanoTime();
    try (Self1eModel model = new Self1eProvider().open(settings.on(device))) {
      double loadSeconds = (System.nanoTime() - begin) / 1e9;
      OptionalLong loadMemory = PeakMemory.bytes();
      Duration patience = shorter(benchmark.patience(), PEAK_PATIENCE);
      progress.accept("matrix product");
      double before = MatmulPeak.measure(model.precision(), device, patience, matmulSide);
      List<BenchmarkCase> measured =
          new ModelBenchmark(model, config, decoder, benchmark, before).run(progress);
      // once more: what else runs on the machine can only have made it look slower than it is
      double after = MatmulPeak.measure(model.precision(), device, patience, matmulSide);
      double peak = Math.max(before, after);
      List<BenchmarkCase> cases = measured.stream().map(each -> each.against(peak)).toList();
      Goals goals = new Goals(config, peak, cases);
      return new ModelReport(
          settings.checkpoint().toString(),
          model.precision(),
          device,
          Runtime.getRuntime().availableProcessors(),
          model.tokenBudget(),
          bytes(folder, config),
          loadSeconds,
          loadMemory,
          peak,
          cases,
          goals.targets(),
          goals.comparisons());
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static long bytes(CheckpointFolder folder, Self1eConfig config) {
    return Weights.find(folder, config).tensors().stream()
        .mapToLong(each -> each.entry().size())
        .sum();
  }
}

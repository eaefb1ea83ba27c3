package io.prelabel.service.bench;

import io.prelabel.db.run.ItemTimings;
import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.db.run.WorkItems;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** What the job is given to do, and what is made of how it went. */
public final class PipelineBenchmark {
  private PipelineBenchmark() {}

  /**
   * Writes pictures.
   *
   * @param generator gives another one for each number; an equal one would be answered from the
   *     first
   */
  public static void writePictures(Path folder, int count, LongFunction<byte[]> generator)
      throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve("picture-%05d.jpg".formatted(i)), generator.apply(i));
    }
  }

  /** Asks for the masks of classes, without the gate, so that each picture costs the same. */
  public static PromptSet prompts(List<String> classes) {
    return PromptSet.of(classes.stream().map(PipelineBenchmark::withoutGate).toList());
  }

  private static ClassPrompt withoutGate(String name) {
    return new ClassPrompt(
        name,
        List.of(Prompt.ofClass(name)),
        ClassPrompt.DEFAULT_THRESHOLD,
        OptionalDouble.empty(),
        0,
        false,
        Optional.empty());
  }

  /**
   * Makes the report of a run that has ended.
   *
   * @param workers threads that decode and cut
   * @param took from the start of the run to its end
   * @param peakMemory of the process, bytes
   */
  public static PipelineReport report(
      String checkpoint,
      int prompts,
      int workers,
      RunProgress progress,
      Duration took,
      EngineUse engine,
      WorkItems items,
      long runId,
      OptionalLong peakMemory) {
    ItemMeans means = ItemMeans.of(items, runId);
    double decode = means.mean(ItemTimings::decode);
    double masks = means.mean(ItemTimings::encoding);
    double seconds = took.toNanos() / 1e9;
    return new PipelineReport(
        checkpoint,
        progress.total(),
        progress.count(WorkItemState.FAILED),
        prompts,
        Runtime.getRuntime().availableProcessors(),
        workers,
        seconds,
        engine.busyShare(),
        engine.imagesPerBatch(),
        engine.tokens() / engine.busySeconds(),
        decode,
        means.mean(ItemTimings::waiting),
        means.mean(ItemTimings::inference),
        masks,
        (decode + masks) / 1e3 * progress.total() / (workers * seconds),
        peakMemory);
  }
}

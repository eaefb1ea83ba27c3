package io.prelabel.service.cli;

import io.prelabel.integration.self1e.bench.CheckpointCache;
import io.prelabel.integration.self1e.bench.CheckpointShape;
import io.prelabel.plugin.PluginException;
import io.prelabel.service.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which checkpoint a benchmark measures: one of these options. */
final class CheckpointChoice {
  @Option(names = "--checkpoint", paramLabel = "DIR", description = "The model's folder.")
  private @Nullable Path folder;

  @Option(
      names = "--random-2b",
      description =
          "Random weights in the shape of InternVL3-2B (4.2 GB), written once below the home folder.")
  private boolean randomTwoBillion;

  @Option(names = "--random-8b", description = "The same in the shape of InternVL3-8B (16.2 GB).")
  private boolean randomEightBillion;

  @Option(
      names = "--random-mid",
      description = "The same in a small shape (0.3 GB): some hundred milliseconds a picture.")
  private boolean randomMid;

  /** Returns the folder, written now where it is a random one that is not there yet. */
  Path open(Home home, PrintWriter err) throws IOException {
    if (folder != null) {
      if (!Files.isDirectory(folder)) {
        throw PluginException.badInput("There is no folder %s.".formatted(folder));
      }
      return folder.toRealPath();
    }
    WritingProgress progress = new WritingProgress(shape().name(), err);
    return new CheckpointCache(home.randomCheckpoints()).get(shape(), progress);
  }

  private CheckpointShape shape() {
    if (randomMid) {
      return CheckpointShape.MID;
    }
    return randomEightBillion ? CheckpointShape.INTERNVL3_8B : CheckpointShape.INTERNVL3_2B;
  }
}

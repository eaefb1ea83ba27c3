package io.prelabel.batch.prelabel;

import io.prelabel.db.run.RetryPolicy;
import java.time.Duration;

/**
 * How runs are worked on.
 *
 * @param chunkSize images per transaction; what a killed process has to do again, at most, besides
 *     the window
 * @param window images in flight at a time, from reading the file to having the masks; larger than
 *     the chunk, so that the engine stays busy while a chunk is written; bounds memory
 * @param decoderThreads threads that decode pictures and cut masks, over all runs
 * @param retryPolicy for transient failures
 * @param heartbeatInterval how often this process says that it is alive
 * @param deadAfter silence after which another process is taken for dead
 * @param stopPatience how long closing waits for runs to stop
 */
public record PrelabelSettings(
    int chunkSize,
    int window,
    int decoderThreads,
    RetryPolicy retryPolicy,
    Duration heartbeatInterval,
    Duration deadAfter,
    Duration stopPatience) {
  public static final PrelabelSettings DEFAULT =
      new PrelabelSettings(
          4,
          16,
          2,
          RetryPolicy.DEFAULT,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20));

  public PrelabelSettings {
    if (chunkSize < 1 || window < chunkSize || decoderThreads < 1) {
      throw new IllegalArgumentException(
          "bad settings: chunk size %d, window %d, %d decoder threads"
              .formatted(chunkSize, window, decoderThreads));
    }
  }
}

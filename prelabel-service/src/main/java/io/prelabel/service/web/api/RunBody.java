package io.prelabel.service.web.api;

import io.prelabel.db.run.Run;
import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.service.run.RunViews.RunView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param state created, running, completed, completed_with_failures, stopped or failed
 * @param reason why it failed, or stopped without being asked to
 */
record RunBody(
    long id,
    long datasetId,
    long promptSetId,
    long modelId,
    String state,
    @Nullable String reason,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    ProgressBody progress) {
  static RunBody of(RunView view) {
    Run run = view.run();
    return new RunBody(
        run.id(),
        run.datasetId(),
        run.promptSetId(),
        run.modelId(),
        run.state().word(),
        run.reason().orElse(null),
        run.createdAt(),
        run.startedAt().orElse(null),
        run.endedAt().orElse(null),
        ProgressBody.of(view.progress(), run.endedAt().isEmpty()));
  }

  /**
   * How far a run is; the numbers are images.
   *
   * @param imagesPerSecond over the last minute; absent unless it is running
   * @param secondsLeft at that rate; absent where there is none
   */
  record ProgressBody(
      long total,
      long queued,
      long running,
      long done,
      long empty,
      long failed,
      @Nullable Double imagesPerSecond,
      @Nullable Long secondsLeft) {
    static ProgressBody of(RunProgress progress, boolean isRunning) {
      return new ProgressBody(
          progress.total(),
          progress.count(WorkItemState.QUEUED),
          progress.count(WorkItemState.RUNNING),
          progress.count(WorkItemState.DONE),
          progress.count(WorkItemState.EMPTY),
          progress.count(WorkItemState.FAILED),
          isRunning ? progress.imagesPerSecond() : null,
          isRunning ? progress.timeLeft().map(Duration::toSeconds).orElse(null) : null);
    }
  }
}

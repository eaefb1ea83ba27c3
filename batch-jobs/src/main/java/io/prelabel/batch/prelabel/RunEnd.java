package io.prelabel.batch.prelabel;

import io.prelabel.db.run.RunProgress;
import io.prelabel.db.run.RunState;
import io.prelabel.db.run.WorkItemState;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;

/**
 * How a run ends: the books are balanced, whatever the job says of itself.
 *
 * @param reason needed where it failed
 */
record RunEnd(RunState state, Optional<String> reason) {
  /**
   * Decides.
   *
   * @param status of the job
   * @param failure first of the job's failures, in words
   * @param progress of the items, after what was in flight went back to the queue
   * @param unregistered current images of the data set that the run has no item for
   */
  static RunEnd decide(
      BatchStatus status, Optional<String> failure, RunProgress progress, long unregistered) {
    if (status == BatchStatus.STOPPED) {
      return new RunEnd(RunState.STOPPED, Optional.empty());
    }
    if (status != BatchStatus.COMPLETED) {
      return failed(
          failure.orElse("The job ended as %s; the log holds the details.".formatted(status)));
    }
    if (!progress.isComplete() || unregistered > 0) {
      return failed(
          "The books don't balance: of %d registered images %d are done, %d empty, %d failed, %d have not been tried. Resume the run to go on."
              .formatted(
                  progress.total() + unregistered,
                  progress.count(WorkItemState.DONE),
                  progress.count(WorkItemState.EMPTY),
                  progress.count(WorkItemState.FAILED),
                  progress.total() - progress.ended() + unregistered));
    }
    boolean someFailed = progress.count(WorkItemState.FAILED) > 0;
    return new RunEnd(
        someFailed ? RunState.COMPLETED_WITH_FAILURES : RunState.COMPLETED, Optional.empty());
  }

  static RunEnd failed(String reason) {
    return new RunEnd(RunState.FAILED, Optional.of(reason));
  }
}

package io.prelabel.batch.prelabel;

import io.prelabel.db.run.Run;
import java.util.concurrent.CompletableFuture;

/**
 * A run that this process works on.
 *
 * @param ended completes with the run in its end state, once its job is over and it can be resumed
 */
record ActiveRun(RunContext context, StopSignal stop, CompletableFuture<Run> ended) {
  ActiveRun(RunContext context) {
    this(context, new StopSignal(), new CompletableFuture<>());
  }

  long id() {
    return context.run().id();
  }
}

package io.prelabel.batch.prelabel;

import io.prelabel.batch.support.Ledger;
import io.prelabel.db.DatabaseFailure;
import io.prelabel.db.StaleStateException;
import io.prelabel.db.run.ItemFailure;
import io.prelabel.db.run.RetryPolicy;
import io.prelabel.plugin.FailureCategory;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the predictions and the states of a chunk's items, all in the chunk's transaction. Where
 * that fails for what is in the chunk, each item is written by itself behind a savepoint, and the
 * one that can't be is recorded as failed: no image costs another its result.
 */
final class ResultWriter implements ItemWriter<ItemResult> {
  private static final Logger LOG = LoggerFactory.getLogger(ResultWriter.class);

  private final Ledger ledger;
  private final RetryPolicy retryPolicy;
  private final RunListener listener;
  private final Clock clock;

  ResultWriter(Ledger ledger, RetryPolicy retryPolicy, RunListener listener, Clock clock) {
    this.ledger = ledger;
    this.retryPolicy = retryPolicy;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public void write(Chunk<? extends ItemResult> chunk) {
    try {
      ledger.behindSavepoint(() -> chunk.forEach(this::store));
    } catch (RuntimeException e) {
      if (DatabaseFailure.category(e).isTransient()) {
        throw e; // not for what is in the chunk: the step fails, and can be resumed
      }
      LOG.info("A chunk of {} was refused ({}); writing one by one.", chunk.size(), e.toString());
      chunk.forEach(this::storeAlone);
    }
    tellAfterCommit(chunk);
  }

  private void store(ItemResult result) {
    if (result instanceof ItemResult.Labeled labeled) {
      ledger.predictions().insert(List.of(labeled.answers()), clock.instant());
      ledger
          .workItems()
          .succeed(
              labeled.item(),
              labeled.answers().state(),
              labeled.notes(),
              false,
              labeled.timings(),
              clock.instant());
    } else if (result instanceof ItemResult.Failed failed) {
      ledger.workItems().fail(failed.item(), failed.failure(), retryPolicy, clock.instant());
    }
  }

  private void storeAlone(ItemResult result) {
    try {
      ledger.behindSavepoint(() -> store(result));
    } catch (StaleStateException takenOver) {
      LOG.warn("Result dropped: {}", takenOver.getMessage());
    } catch (RuntimeException e) {
      if (DatabaseFailure.category(e).isTransient()) {
        throw e;
      }
      LOG.error("{} could not be stored.", result.item(), e);
      ItemFailure failure =
          new ItemFailure(
              FailureCategory.BUG, "its result could not be stored; the log holds the details");
      store(new ItemResult.Failed(result.item(), failure));
    }
  }

  private void tellAfterCommit(Chunk<? extends ItemResult> chunk) {
    if (chunk.isEmpty()) {
      return;
    }
    long runId = chunk.getItems().get(0).item().runId();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            listener.onItemsEnded(runId, chunk.size());
          }
        });
  }
}

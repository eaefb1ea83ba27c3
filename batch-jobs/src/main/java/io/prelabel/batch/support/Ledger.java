package io.prelabel.batch.support;

import io.prelabel.db.dataset.Datasets;
import io.prelabel.db.dataset.Images;
import io.prelabel.db.model.Models;
import io.prelabel.db.prediction.Predictions;
import io.prelabel.db.process.Processes;
import io.prelabel.db.prompt.PromptSets;
import io.prelabel.db.run.Runs;
import io.prelabel.db.run.WorkItems;
import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** All rows that jobs read and write, and the transactions to do it in. */
public record Ledger(
    Datasets datasets,
    Images images,
    PromptSets promptSets,
    Models models,
    Runs runs,
    WorkItems workItems,
    Predictions predictions,
    Processes processes,
    PlatformTransactionManager transactionManager) {

  /** Does work in a transaction of its own, beside the one of the chunk that may be open. */
  public <T> T inOwnTransaction(Supplier<T> work) {
    TransactionTemplate template = new TransactionTemplate(transactionManager);
    template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    @SuppressWarnings("NullAway") // what the work returns, which is not null
    T result = template.execute(status -> work.get());
    return result;
  }

  /** Does work behind a savepoint of the open transaction: where it throws, it alone is undone. */
  public void behindSavepoint(Runnable work) {
    TransactionTemplate template = new TransactionTemplate(transactionManager);
    template.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    template.executeWithoutResult(status -> work.run());
  }
}

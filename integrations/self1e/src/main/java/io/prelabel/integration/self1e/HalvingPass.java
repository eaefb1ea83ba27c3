package io.prelabel.integration.self1e;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Runs rows as one pass, or, where memory runs out, each half by itself; tells the budget. */
final class HalvingPass {
  private final PassBudget budget;
  private final Function<List<MaskRow>, float[][]> pass;
  private final BiConsumer<MaskRow, float[]> answered;

  /**
   * @param pass computes the logits of rows; may fail with {@code OVER_CAPACITY}
   * @param answered takes each row's logits, once
   */
  HalvingPass(
      PassBudget budget,
      Function<List<MaskRow>, float[][]> pass,
      BiConsumer<MaskRow, float[]> answered) {
    this.budget = budget;
    this.pass = pass;
    this.answered = answered;
  }

  /**
   * Runs the rows.
   *
   * @throws PluginException {@code OVER_CAPACITY} where memory doesn't hold a single row
   */
  void run(List<MaskRow> rows) {
    long tokens = BatchPlan.tokens(rows);
    float[][] logits;
    try {
      logits = pass.apply(rows);
    } catch (PluginException e) {
      if (e.category() != FailureCategory.OVER_CAPACITY || rows.size() == 1) {
        throw e;
      }
      budget.outOfMemory(tokens);
      run(rows.subList(0, rows.size() / 2));
      run(rows.subList(rows.size() / 2, rows.size()));
      return;
    }
    budget.succeeded(tokens);
    for (int i = 0; i < logits.length; i++) {
      answered.accept(rows.get(i), logits[i]);
    }
  }
}

package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.text.TokenRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts rows into forward passes. A pass holds consecutive rows, as many as fit: its rows times its
 * longest row stay within the budget, padding counted, since padding costs as much as anything
 * else. A row that is longer than the budget gets a pass of its own.
 */
final class BatchPlan {
  /**
   * One row of a pass.
   *
   * @param request index of its picture's request
   * @param prompt index of its prompt in the request
   * @param tokens the row itself
   */
  record Row(int request, int prompt, TokenRow tokens) {}

  private BatchPlan() {}

  static List<List<Row>> cut(List<Row> rows, int tokenBudget) {
    List<List<Row>> passes = new ArrayList<>();
    List<Row> pass = new ArrayList<>();
    long longest = 0;
    for (Row row : rows) {
      long length = Math.max(longest, row.tokens().length());
      if (!pass.isEmpty() && length * (pass.size() + 1) > tokenBudget) {
        passes.add(pass);
        pass = new ArrayList<>();
        length = row.tokens().length();
      }
      pass.add(row);
      longest = length;
    }
    if (!pass.isEmpty()) {
      passes.add(pass);
    }
    return passes;
  }
}

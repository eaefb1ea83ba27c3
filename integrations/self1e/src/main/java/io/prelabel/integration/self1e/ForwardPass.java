package io.prelabel.integration.self1e;

import ai.djl.pytorch.jni.IValue;
import io.prelabel.integration.self1e.BatchPlan.Row;
import io.prelabel.integration.self1e.engine.NativeScope;
import io.prelabel.integration.self1e.engine.TorchProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One pass of the language model and the mask head over a batch of rows. */
final class ForwardPass {
  private ForwardPass() {}

  /**
   * Runs the rows, right-padded to the longest.
   *
   * @param features of every picture that the rows speak of, by request
   * @return the logits of each row, row-major
   */
  static float[][] run(
      TorchProgram program,
      List<Row> rows,
      Map<Integer, ImageFeatures> features,
      PaddingRule padding) {
    int longest = rows.stream().mapToInt(row -> row.tokens().length()).max().orElseThrow();
    long[] ids = new long[Math.multiplyExact(rows.size(), longest)]; // what is left 0 is padding
    long[] lengths = new long[rows.size()];
    long[] segAt = new long[rows.size()];
    long[] imageOf = new long[rows.size()];
    Map<Integer, Integer> slots = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      System.arraycopy(row.tokens().ids(), 0, ids, i * longest, row.tokens().length());
      lengths[i] = row.tokens().length();
      segAt[i] = row.tokens().segAt();
      imageOf[i] = slots.computeIfAbsent(row.request(), request -> slots.size());
    }
    IValue[] images =
        slots.keySet().stream()
            .map(request -> Objects.requireNonNull(features.get(request)).value())
            .toArray(IValue[]::new);
    try (NativeScope scope = program.newScope()) {
      IValue logits =
          program.run(
              scope,
              "segment",
              scope.longs(ids, rows.size(), longest),
              scope.longs(lengths, rows.size()),
              scope.longs(segAt, rows.size()),
              scope.list(images),
              scope.numbers(imageOf),
              scope.flag(padding == PaddingRule.ID_ZERO));
      return TorchProgram.floats(scope, logits);
    }
  }
}

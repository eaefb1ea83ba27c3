package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.integration.self1e.BatchPlan.Row;
import io.prelabel.integration.self1e.text.TokenRow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  @Test
  void paddingCounts() {
    assertThat(passes(100, 10, 10, 40, 40, 10)).containsExactly(2, 2, 1);
  }

  @Test
  void aRowBeyondTheBudget_getsItsOwnPass() {
    assertThat(passes(50, 10, 60, 10)).containsExactly(1, 1, 1);
  }

  @Test
  void aFullPass_isFull() {
    assertThat(passes(40, 10, 10, 10, 10, 10)).containsExactly(4, 1);
  }

  @Test
  void noRows_needNoPass() {
    assertThat(passes(10)).isEmpty();
  }

  private static List<Integer> passes(int budget, int... lengths) {
    List<Row> rows =
        IntStream.of(lengths)
            .mapToObj(length -> new Row(0, 0, new TokenRow(new long[length], 1)))
            .toList();
    return BatchPlan.cut(rows, budget).stream().map(List::size).toList();
  }
}

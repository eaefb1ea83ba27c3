package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.integration.self1e.text.MaskWords;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvingPassTest {
  private static final Tiles PICTURE = new Tiles(TileGrid.ONE, 1, new byte[3]);
  private static final int TOKENS_PER_ROW = 10;

  private final List<Integer> tried = new ArrayList<>();
  private final List<Integer> answered = new ArrayList<>();
  private final PassBudget budget = new PassBudget(1000, "a fake device");

  @Test
  void whatMemoryDoesNotHold_isHalved_andEveryRowIsAnsweredOnce() {
    on(25).run(rows(7));

    assertThat(tried).containsExactly(7, 3, 1, 2, 4, 2, 2);
    assertThat(answered).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(budget.tokens()).isLessThan(7 * TOKENS_PER_ROW);
  }

  @Test
  void whatMemoryHolds_isOnePass() {
    on(70).run(rows(7));
    assertThat(tried).containsExactly(7);
    assertThat(budget.tokens()).isEqualTo(1000);
  }

  @Test
  void aRowThatFailsAlone_fails() {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> on(9).run(rows(2)))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.OVER_CAPACITY));
    assertThat(tried).containsExactly(2, 1);
  }

  @Test
  void anotherFailure_isNotTriedAgain() {
    HalvingPass broken =
        new HalvingPass(
            budget,
            rows -> {
              tried.add(rows.size());
              throw new PluginException(FailureCategory.BUG, "broken");
            },
            (row, logits) -> answered.add(row.prompt()));
    assertThatExceptionOfType(PluginException.class).isThrownBy(() -> broken.run(rows(4)));
    assertThat(tried).containsExactly(4);
  }

  /** A device whose allocator has room for so many tokens. */
  private HalvingPass on(int room) {
    return new HalvingPass(
        budget,
        rows -> {
          tried.add(rows.size());
          if (BatchPlan.tokens(rows) > room) {
            throw new PluginException(FailureCategory.OVER_CAPACITY, "out of memory");
          }
          return new float[rows.size()][1];
        },
        (row, logits) -> answered.add(row.prompt()));
  }

  private static List<MaskRow> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new MaskRow(0, i, PICTURE, 4, new MaskWords(new long[6], 5)))
        .toList();
  }
}

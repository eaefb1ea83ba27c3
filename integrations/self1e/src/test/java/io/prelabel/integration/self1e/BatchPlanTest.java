package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.integration.self1e.image.TileGrid;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.integration.self1e.text.MaskWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final int IMAGE_TOKENS = 4;

  private final Tiles picture = new Tiles(TileGrid.ONE, 1, new byte[3]);
  private final Tiles other = new Tiles(TileGrid.ONE, 1, new byte[3]);
  private final Tiles wide = new Tiles(new TileGrid(2, 1), 1, new byte[6]);

  @Test
  void paddingCounts() {
    List<MaskRow> rows =
        List.of(
            row(picture, 6), row(picture, 6), row(picture, 36), row(picture, 36), row(picture, 6));
    assertThat(passes(100, 0, rows)).containsExactly(2, 2, 1);
  }

  @Test
  void aRowBeyondTheBudget_getsItsOwnPass() {
    List<MaskRow> rows = List.of(row(picture, 6), row(picture, 56), row(picture, 6));
    assertThat(passes(50, 0, rows)).containsExactly(1, 1, 1);
  }

  @Test
  void aFullPass_isFull() {
    assertThat(passes(40, 0, Collections.nCopies(5, row(picture, 6)))).containsExactly(4, 1);
  }

  @Test
  void featuresOfEachPicture_count() {
    List<MaskRow> rows = List.of(row(picture, 6), row(picture, 6), row(other, 6), row(other, 6));
    assertThat(passes(60, 0, rows)).containsExactly(4);
    assertThat(passes(60, 10, rows)).containsExactly(4);
    assertThat(passes(60, 11, rows)).containsExactly(3, 1);
  }

  @Test
  void picturesOfOtherTiles_areNotMixed() {
    List<MaskRow> rows = List.of(row(picture, 6), row(wide, 6), row(wide, 6), row(picture, 6));
    assertThat(passes(1000, 0, rows)).containsExactly(1, 2, 1);
  }

  @Test
  void aPictureIsHeld_whileItHasARowInThePass() {
    BatchPlan plan = new BatchPlan(0);
    plan.add(row(picture, 6));
    assertThat(plan.holds(picture)).isTrue();
    assertThat(plan.holds(other)).isFalse();
    assertThat(BatchPlan.tokens(plan.take())).isEqualTo(10);
    assertThat(plan.holds(picture)).isFalse();
    assertThat(plan.take()).isEmpty();
  }

  private static MaskRow row(Tiles tiles, int words) {
    int imageTokens = IMAGE_TOKENS * tiles.grid().tiles();
    return new MaskRow(0, 0, tiles, imageTokens, new MaskWords(new long[words], words - 1));
  }

  private static List<Integer> passes(int budget, int featureTokens, List<MaskRow> rows) {
    BatchPlan plan = new BatchPlan(featureTokens);
    List<Integer> passes = new ArrayList<>();
    for (MaskRow row : rows) {
      if (!plan.fits(row, budget)) {
        passes.add(plan.take().size());
      }
      plan.add(row);
    }
    passes.add(plan.take().size());
    return passes;
  }
}

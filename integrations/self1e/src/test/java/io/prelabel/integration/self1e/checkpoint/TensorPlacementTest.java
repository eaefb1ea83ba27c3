package io.prelabel.integration.self1e.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.integration.self1e.checkpoint.TensorPlacement.RowRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorPlacementTest {
  private static final List<Long> TALL = List.of(9L, 4L);

  @Test
  void aWholeTensor_staysWhereItIs() {
    TensorPlacement placement = TensorPlacement.whole("a", "b", 5, 2, 3);
    assertThat(placement.place(7, 11))
        .containsExactly(new PlacedPiece("b", List.of(5L, 2L, 3L), 0, 11, 7));
  }

  @Test
  void rowsOfAHigherTensor_areMovedDown() {
    TensorPlacement placement = TensorPlacement.part("a", "b", 7, 9, 2, 4);
    assertThat(placement.place(0, 8)).containsExactly(new PlacedPiece("b", TALL, 0, 8, 28));
    assertThat(placement.place(6, 2)).containsExactly(new PlacedPiece("b", TALL, 0, 2, 34));
  }

  /** A piece may begin and end within a row. */
  @Test
  void aPieceOverSeveralRanges_isCutBetweenThem() {
    TensorPlacement placement =
        new TensorPlacement(
            "a",
            List.of(6L, 4L),
            List.of(
                new RowRange(0, 2, "b", 0, 9),
                new RowRange(2, 1, "b", 6, 9),
                new RowRange(3, 3, "c", 1, 4)));
    assertThat(placement.place(5, 9))
        .containsExactly(
            new PlacedPiece("b", TALL, 0, 3, 5),
            new PlacedPiece("b", TALL, 3, 4, 24),
            new PlacedPiece("c", List.of(4L, 4L), 7, 2, 4));
  }
}

package io.prelabel.integration.self1e.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {
  /** The first three are the choices of the authors' code; the rest follows from its rule. */
  @ParameterizedTest(name = "{0} x {1}, at most {2} tiles of {3}: {4} x {5}")
  @CsvSource({
    "300, 200, 4, 112, 2, 2",
    "320, 214, 4, 112, 2, 2",
    " 80, 305, 12, 112, 1, 4",
    "300, 200, 1, 112, 1, 1",
    "400, 200, 12, 112, 4, 2", // a tie with 2 x 1: more than half of the larger grid's pixels
    "100,  50, 12, 112, 2, 1", // the same tie, too few pixels
    "500, 100, 4, 448, 4, 1"
  })
  void theGridClosestInShape_isChosen(
      int width, int height, int maximum, int side, int columns, int rows) {
    assertThat(TileGrid.choose(width, height, maximum, side))
        .isEqualTo(new TileGrid(columns, rows));
  }

  @Test
  void aPictureOfAnAbsurdLength_isRefused() {
    int length = Tiles.MAXIMUM_SIDE + 1;
    Picture picture = new Picture(length, 1, new byte[3 * length]);
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> Tiles.cut(picture, TileGrid.ONE, 448, PassOrder.HORIZONTAL_FIRST))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .withMessageContaining("1000001 x 1");
  }

  @Test
  void tiles_areCutRowByRow() {
    byte[] rgb = new byte[4 * 4 * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i / 3);
    }
    Tiles tiles =
        Tiles.cut(new Picture(4, 4, rgb), new TileGrid(2, 2), 2, PassOrder.HORIZONTAL_FIRST);
    byte[] reds = new byte[16];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = tiles.rgb()[3 * i];
    }
    assertThat(reds).containsExactly(0, 1, 4, 5, 2, 3, 6, 7, 8, 9, 12, 13, 10, 11, 14, 15);
  }
}

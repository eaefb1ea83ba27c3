package io.prelabel.integration.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.plugin.image.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
  /** Pixels are named by one letter each; rows are separated by a blank. */
  private static Picture picture(String rows) {
    String[] lines = rows.split(" ", -1);
    byte[] rgb = new byte[3 * lines.length * lines[0].length()];
    int at = 0;
    for (char pixel : rows.replace(" ", "").toCharArray()) {
      rgb[at++] = (byte) pixel;
      rgb[at++] = (byte) (pixel + 1);
      rgb[at++] = (byte) (pixel + 2);
    }
    return new Picture(lines[0].length(), lines.length, rgb, List.of("a note"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, abc def",
    "2, cba fed",
    "3, fed cba",
    "4, def abc",
    "5, ad be cf",
    "6, da eb fc",
    "7, fc eb da",
    "8, cf be ad"
  })
  void undoesWhatTheTagSays(int tag, String upright) {
    Picture expected = picture(upright);

    Picture actual = Orientation.ofTag(tag).apply(picture("abc def"));

    assertThat(actual.width()).isEqualTo(expected.width());
    assertThat(actual.height()).isEqualTo(expected.height());
    assertThat(actual.rgb()).isEqualTo(expected.rgb());
    assertThat(actual.notes()).containsExactly("a note");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 9, 65535, 4294967295L})
  void anUnknownTagLeavesThePictureAsStored(long tag) {
    assertThat(Orientation.ofTag(tag)).isEqualTo(Orientation.NORMAL);
  }

  @Test
  void anUprightPictureIsNotCopied() {
    Picture stored = picture("abc def");

    assertThat(Orientation.NORMAL.apply(stored)).isSameAs(stored);
  }
}

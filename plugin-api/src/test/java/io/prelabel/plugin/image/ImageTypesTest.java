package io.prelabel.plugin.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTypesTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void imageRef_holdsAnAbsoluteUriAndAHash() {
    assertThat(new ImageRef(URI.create("file:///a%20b.jpg"), HASH))
        .isEqualTo(new ImageRef(URI.create("file:///a%20b.jpg"), HASH));
    assertThatThrownBy(() -> new ImageRef(URI.create("a.jpg"), HASH))
        .hasMessage("not an absolute URI: a.jpg");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"})
  void imageRef_withAnotherHash_isRefused(String hash) {
    assertThatThrownBy(() -> new ImageRef(URI.create("file:///a.jpg"), hash))
        .hasMessageStartingWith("not a SHA-256");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "1, 0, 0", "-1, -1, 3", "2, 1, 5", "65536, 65536, 0"})
  void picturesWhosePixelsDoNotFillTheirSizeAreRefused(int width, int height, int bytes) {
    assertThatThrownBy(() -> new Picture(width, height, new byte[bytes]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pictureWithoutNotesHasNone() {
    assertThat(new Picture(1, 1, new byte[3]).notes()).isEqualTo(List.of());
  }

  @Test
  void pixelsOfALargePictureDoNotOverflow() {
    assertThat(new PictureSize(100_000, 100_000).pixels()).isEqualTo(10_000_000_000L);
    assertThatThrownBy(() -> new PictureSize(0, 1)).hasMessage("bad size: 0 x 1");
  }
}

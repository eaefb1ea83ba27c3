package io.prelabel.integration.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden pictures have 96 x 72 pixels. */
class SubsamplingTest {
  private final ImageIoPictureDecoder decoder = new ImageIoPictureDecoder();

  @ParameterizedTest
  @CsvSource({
    "96, 72, 1",
    "49, 36, 1",
    "48, 37, 1",
    "48, 36, 2",
    "24, 18, 4",
    "13, 9, 4",
    "12, 9, 8",
    "1, 1, 8"
  })
  void theLargestStepThatLeavesEnoughIsTaken(int width, int height, int step) {
    assertThat(Subsampling.of(new PictureSize(96, 72), new PictureSize(width, height)).step())
        .isEqualTo(step);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images/rgb_444.jpg",
        "images/rgb_420.jpg",
        "images/progressive.jpg",
        "images/gray.jpg",
        "images/cmyk_adobe_inverted.jpg",
        "more-images/ycck.jpg",
        "more-images/restart_markers.jpg",
        "more-images/no_end_marker.jpg"
      })
  void aJpegKeepsEveryEighthFourthOrSecondOfItsPixels(String file) {
    byte[] encoded = Golden.bytes(file);
    Picture exact = decoder.decode(encoded);
    for (int step = 2; step <= 8; step *= 2) {
      PictureSize enough = new PictureSize(exact.width() / step, exact.height() / step);

      Picture draft = decoder.decode(encoded, shown -> enough);

      assertThat(draft.width()).isBetween(enough.width(), enough.width() + 1);
      assertThat(draft.height()).isBetween(enough.height(), enough.height() + 1);
      assertThat(draft.shown()).isEqualTo(new PictureSize(exact.width(), exact.height()));
      assertThat(draft.notes()).isEqualTo(exact.notes());
      assertThat(draft.rgb()).isEqualTo(everyPixelOf(exact, step, draft.width(), draft.height()));
    }
  }

  private static byte[] everyPixelOf(Picture exact, int step, int width, int height) {
    byte[] kept = new byte[3 * width * height];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = y * step + (step - 1) / 2;
        int column = x * step + (step - 1) / 2;
        System.arraycopy(exact.rgb(), 3 * (row * exact.width() + column), kept, at, 3);
        at += 3;
      }
    }
    return kept;
  }

  @Test
  void aJpegOnItsSideIsTurnedAfterwardsAndKeepsTheSizeThatIsShown() {
    byte[] encoded = Golden.bytes("images/exif_6.jpg");
    PictureSize upright = decoder.size(encoded);

    Picture draft =
        decoder.decode(encoded, shown -> new PictureSize(shown.width() / 4, shown.height() / 4));

    assertThat(draft.shown()).isEqualTo(upright);
    assertThat(draft.width()).isEqualTo(upright.width() / 4);
    assertThat(draft.height()).isEqualTo(upright.height() / 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"images/rgba.png", "images/lossy.webp", "images/rgb.bmp"})
  void otherFormatsAreDecodedExactly(String file) {
    byte[] encoded = Golden.bytes(file);

    Picture picture = decoder.decode(encoded, shown -> new PictureSize(1, 1));

    assertThat(picture.rgb()).isEqualTo(decoder.decode(encoded).rgb());
    assertThat(picture.shown()).isEqualTo(new PictureSize(picture.width(), picture.height()));
  }

  @Test
  void aTruncatedJpegIsRefusedWhereMostOfItsPixelsAreLeftOutToo() {
    byte[] encoded = Golden.bytes("bad-images/truncated_half.jpg");

    assertThatThrownBy(() -> decoder.decode(encoded, shown -> new PictureSize(1, 1)))
        .hasMessage("truncated");
  }
}

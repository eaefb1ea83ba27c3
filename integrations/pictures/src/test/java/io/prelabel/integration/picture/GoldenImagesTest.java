package io.prelabel.integration.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Pictures decode to what Pillow makes of them. */
class GoldenImagesTest {
  private final ImageIoPictureDecoder decoder = new ImageIoPictureDecoder();

  /** One picture, its expected pixels, and how far a lossy decoder may be from them. */
  record Case(String file, String expected, int maxDifference) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Case> manifest() {
    return Golden.manifest("images")
        .get("files")
        .valueStream()
        .filter(entry -> !entry.get("format").asString().equals("PPM"))
        .map(GoldenImagesTest::fromManifest);
  }

  /** 16-bit grey is scaled as the manifest recommends, where Pillow clips. */
  private static Case fromManifest(JsonNode entry) {
    String expected = entry.path("recommended").asString(entry.get("expected").asString());
    return new Case(
        "images/" + entry.get("file").asString(),
        "images/" + expected,
        entry.get("max_diff").asInt());
  }

  /** Variants that the manifest lacks; our lossy WebP decoder is exact, others' JPEG is not. */
  static Stream<Case> variants() {
    Stream<Case> lossy =
        Stream.of(
                "cmyk_without_adobe.jpg",
                "no_end_marker.jpg",
                "progressive_gray.jpg",
                "restart_markers.jpg",
                "rgb_stored.jpg",
                "ycc_without_jfif.jpg",
                "ycck.jpg",
                "jpeg.tif")
            .map(file -> variant(file, 4));
    Stream<Case> exact =
        Stream.of(
                "big_endian.tif",
                "bilevel.bmp",
                "bilevel.tif",
                "cmyk.tif",
                "frame_beyond_screen.gif",
                "frame_on_canvas.webp",
                "frame_on_screen.gif",
                "frame_on_transparent_screen.gif",
                "gray_16_bits.tif",
                "gray_2_bits.png",
                "gray_4_bits.png",
                "gray_alpha.tif",
                "gray_alpha_16_bits.png",
                "group4.tif",
                "int32.tif",
                "interlaced.gif",
                "lossless_palette.webp",
                "lossless_rgb.webp",
                "lossy_alpha.webp",
                "lossy_noise.webp",
                "lossy_odd.webp",
                "lossy_sharp_filter.webp",
                "lossy_simple_filter.webp",
                "packbits.tif",
                "palette.tif",
                "palette_1_bits.png",
                "palette_2_bits.png",
                "palette_4_bits.bmp",
                "palette_4_bits.png",
                "predictor.tif",
                "rgb_555.bmp",
                "rgb_565.bmp",
                "rgba.tif",
                "rgba_16_bits.png",
                "rgba_32_bits.bmp",
                "run_lengths_8.bmp",
                "strips.tif",
                "top_down.bmp",
                "white_is_zero.tif")
            .map(file -> variant(file, 0));
    return Stream.concat(lossy, exact);
  }

  private static Case variant(String file, int maxDifference) {
    return new Case("more-images/" + file, "more-images/" + file + ".expected.png", maxDifference);
  }

  @ParameterizedTest
  @MethodSource({"manifest", "variants"})
  void decodesAsPillowDoes(Case golden) {
    Picture expected = Golden.expected(golden.expected());

    Picture actual = decoder.decode(Golden.bytes(golden.file()));

    assertThat(actual.width()).isEqualTo(expected.width());
    assertThat(actual.height()).isEqualTo(expected.height());
    assertThat(Golden.maxDifference(actual, expected)).isLessThanOrEqualTo(golden.maxDifference());
  }

  @ParameterizedTest
  @MethodSource({"manifest", "variants"})
  void sizeIsThatOfTheDecodedPicture(Case golden) {
    byte[] encoded = Golden.bytes(golden.file());
    Picture decoded = decoder.decode(encoded);

    assertThat(decoder.size(encoded)).isEqualTo(new PictureSize(decoded.width(), decoded.height()));
  }

  @ParameterizedTest
  @MethodSource({"manifest", "variants"})
  void thirtyTwoBytesAreEnoughToRecogniseAFile(Case golden) {
    assertThat(decoder.recognises(Arrays.copyOf(Golden.bytes(golden.file()), 32))).isTrue();
  }

  @Test
  void aFormatThatIsNotReadIsNamed() {
    assertThatThrownBy(() -> decoder.decode(Golden.bytes("images/rgb.ppm")))
        .hasMessage("unsupported format pnm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"images/two_frames.gif", "bad-images/animated.gif"})
  void theNumberOfFramesIsNoted(String file) {
    assertThat(decoder.decode(Golden.bytes(file)).notes())
        .singleElement()
        .asString()
        .matches("first of [2-9] frames");
  }

  @Test
  void theNumberOfPagesIsNoted() {
    assertThat(decoder.decode(Golden.bytes("images/two_pages.tif")).notes())
        .containsExactly("first of 2 pages");
  }

  @Test
  void aMissingEndMarkerIsNoted() {
    assertThat(decoder.decode(Golden.bytes("more-images/no_end_marker.jpg")).notes())
        .containsExactly("the end marker is missing");
  }
}

package io.prelabel.integration.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile and broken files, under the heap that pom.xml grants this module's tests. */
class BadImagesTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Pattern SIZE = Pattern.compile("accepted: (\\d+)x(\\d+)");

  private final ImageIoPictureDecoder decoder = new ImageIoPictureDecoder();

  /** One file and what its manifest wants: "accepted..." or "rejected...", or either. */
  record Case(String file, byte[] encoded, String expect, boolean either) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Case> manifest() {
    Map<String, byte[]> oddNames = Golden.oddNames();
    return Golden.manifest("bad-images")
        .get("files")
        .valueStream()
        .map(
            entry -> {
              String file = entry.get("file").asString();
              byte[] encoded =
                  entry.has("inside") ? oddNames.get(file) : Golden.bytes("bad-images/" + file);
              return new Case(
                  file,
                  encoded,
                  entry.get("expect").asString(),
                  entry.path("either").asBoolean(false));
            });
  }

  @ParameterizedTest
  @MethodSource("manifest")
  void getsWhatItsManifestSays(Case bad) {
    Optional<Picture> picture =
        Assertions.assertTimeoutPreemptively(LIMIT, () -> decodeOrRefuse(bad.encoded()));

    if (!bad.either()) {
      assertThat(picture.isPresent()).isEqualTo(bad.expect().startsWith("accepted"));
    }
    Matcher size = SIZE.matcher(bad.expect());
    if (picture.isPresent() && size.lookingAt()) {
      assertThat(new PictureSize(picture.get().width(), picture.get().height()))
          .isEqualTo(
              new PictureSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))))
          .isEqualTo(decoder.size(bad.encoded()));
    }
  }

  private Optional<Picture> decodeOrRefuse(byte[] encoded) {
    try {
      return Optional.of(decoder.decode(encoded));
    } catch (PluginException e) {
      assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT);
      assertThat(e.getMessage()).hasSizeBetween(5, 120).doesNotContain("/", "\\", "Exception");
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty.jpg                    | empty
          one_byte.png                 | not an image
          truncated_half.jpg           | truncated
          truncated_header.jpg         | truncated
          truncated_half.png           | truncated
          signature_only.png           | truncated
          truncated.webp               | truncated
          truncated.gif                | truncated
          strip_outside.tif            | truncated
          text.jpg                     | not an image
          html.png                     | not an image: an HTML page, perhaps a login or error page
          login_page.jpg               | not an image: JSON, perhaps a server's error answer
          archive.png                  | not an image: a zip archive
          document.jpg                 | not an image: a PDF document
          external_entity.svg          | unsupported format svg
          external_entity_named.png    | unsupported format svg
          entity_expansion.svg         | unsupported format svg
          bomb_30000x30000_1bit.png    | too many pixels: 30000 x 30000, the limit is 100 million
          huge_declared.jpg            | too many pixels: 65500 x 65500, the limit is 100 million
          huge_screen.gif              | too many pixels: 65535 x 65535, the limit is 100 million
          negative_size.png            | bad size: 2147483664 x 16
          zero_width.png               | bad size: 0 x 5
          zero_by_zero.gif             | bad size: 0 x 0
          bad_header_crc.png           | damaged: the checksum of its IHDR chunk is wrong
          bad_data_crc.png             | damaged: the checksum of its IDAT chunk is wrong
          bad_filter_byte.png          | damaged
          palette_missing.png          | damaged: its palette is missing
          random_bytes.jpg             | not an image
          leading_garbage.jpg          | not an image
          """)
  void theReasonSaysWhatIsWrong(String file, String reason) {
    byte[] encoded = Golden.bytes("bad-images/" + file);

    assertThatThrownBy(() -> decoder.decode(encoded))
        .isInstanceOf(PluginException.class)
        .message()
        .satisfies(message -> assertThat(message.replace("\"", "'")).isEqualTo(reason));
  }

  @Test
  void theNumberOfFramesIsNotedWhereTheHeaderTellsIt() {
    assertThat(decoder.decode(Golden.bytes("bad-images/animated.png")).notes())
        .singleElement()
        .asString()
        .matches("first of \\d frames");
    assertThat(decoder.decode(Golden.bytes("bad-images/animated.webp")).notes())
        .singleElement()
        .asString()
        .matches("first of \\d frames");
  }
}

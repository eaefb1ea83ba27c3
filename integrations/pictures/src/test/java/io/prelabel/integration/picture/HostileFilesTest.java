package io.prelabel.integration.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut, changed or made to lie; all under the heap that pom.xml grants. */
class HostileFilesTest {
  private final ImageIoPictureDecoder decoder = new ImageIoPictureDecoder();

  private Optional<Picture> decodeOrRefuse(byte[] encoded) {
    try {
      return Optional.of(decoder.decode(encoded));
    } catch (PluginException e) {
      assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT);
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images/exif_6.jpg",
        "images/progressive.jpg",
        "images/cmyk_adobe_inverted.jpg",
        "images/rgba.png",
        "images/palette.png",
        "images/lossy.webp",
        "images/lossless_alpha.webp",
        "images/rgb.bmp",
        "images/two_frames.gif",
        "images/lzw.tif",
        "images/float32.tif",
        "more-images/restart_markers.jpg",
        "more-images/run_lengths_8.bmp",
        "more-images/interlaced.gif",
        "more-images/jpeg.tif"
      })
  void aFileThatIsCutAnywhere_isRefusedOrDecodedWhole(String file) {
    byte[] whole = Golden.bytes(file);
    byte[] expected = decoder.decode(whole).rgb();

    for (int length = 1; length < whole.length; length += 1 + whole.length / 60) {
      Optional<Picture> picture = decodeOrRefuse(Arrays.copyOf(whole, length));
      picture.ifPresent(decoded -> assertThat(decoded.rgb()).isEqualTo(expected));
    }
    for (int missing = 1; missing <= 24; missing++) {
      Optional<Picture> picture = decodeOrRefuse(Arrays.copyOf(whole, whole.length - missing));
      picture.ifPresent(decoded -> assertThat(decoded.rgb()).isEqualTo(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images/exif_6.jpg",
        "images/progressive.jpg",
        "images/palette.png",
        "images/exif_6.webp",
        "images/lossy.webp",
        "images/palette.bmp",
        "images/two_frames.gif",
        "images/orientation_6.tif",
        "more-images/run_lengths_8.bmp",
        "more-images/strips.tif"
      })
  void aFileWithChangedBytes_isDecodedOrRefusedAsBadInput(String file) {
    Random random = new Random(20260323);
    for (int i = 0; i < 150; i++) {
      byte[] changed = Golden.bytes(file);
      int span = random.nextBoolean() ? Math.min(changed.length, 200) : changed.length;
      for (int n = random.nextInt(4); n >= 0; n--) {
        changed[random.nextInt(span)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
      }
      decodeOrRefuse(changed); // any other throwable fails the test
    }
  }

  private static void assumeHeapOfThePom() {
    long heap = Runtime.getRuntime().maxMemory();
    assumeTrue(heap <= 256L << 20, "run by Maven, which grants 256 MB of heap");
  }

  private static ByteBuffer littleEndian(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void aBmpWhoseHeaderClaimsMoreDataThanThereAre_allocatesNoMore() {
    byte[] file = Golden.bytes("more-images/run_lengths_8.bmp");
    littleEndian(file).putInt(2, Integer.MAX_VALUE).putInt(34, Integer.MAX_VALUE);

    assertThat(decoder.decode(file).rgb())
        .isEqualTo(decoder.decode(Golden.bytes("more-images/run_lengths_8.bmp")).rgb());
  }

  @Test
  void aBmpWhosePixelsBeginBehindItsEnd_isTruncated() {
    byte[] file = Golden.bytes("images/palette.bmp");
    littleEndian(file).putInt(10, Integer.MAX_VALUE);

    assertThatThrownBy(() -> decoder.decode(file)).hasMessage("truncated");
  }

  @Test
  void aBmpAsHighAsAnIntCanBe_isRefusedByItsSize() {
    byte[] file = Golden.bytes("images/rgb.bmp");
    littleEndian(file).putInt(22, Integer.MIN_VALUE);

    assertThatThrownBy(() -> decoder.decode(file)).hasMessage("bad size: 61 x 2147483648");
  }

  @Test
  void aPngThatClaimsMoreThanItsBytesCanHold_isTruncatedBeforeMemoryIsTaken() {
    byte[] file = Golden.bytes("bad-images/huge_declared_short_data.png");
    ImageIoPictureDecoder wide = new ImageIoPictureDecoder(700_000_000);
    byte[] smaller = PngBytes.withSize(file, 25_000, 25_000);

    assertThatThrownBy(() -> wide.decode(smaller)).hasMessage("truncated");
  }

  @Test
  void aPictureTooLargeForTheHeap_isOverCapacityAndNotBadInput() {
    assumeHeapOfThePom();
    byte[] file = Golden.bytes("bad-images/bomb_30000x30000_1bit.png");
    ImageIoPictureDecoder wide = new ImageIoPictureDecoder(700_000_000);
    byte[] smaller = PngBytes.withSize(file, 30_000, 20_000);

    assertThatThrownBy(() -> wide.decode(smaller))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.OVER_CAPACITY));
  }

  @Test
  void memoryThatRunsOutInsideAReader_isOverCapacityToo() {
    assumeHeapOfThePom();
    byte[] file = PngBytes.rgba(7000, 7000); // 147 MB of RGB and 196 MB of the reader's RGBA

    assertThatThrownBy(() -> decoder.decode(file))
        .isInstanceOfSatisfying(
            PluginException.class,
            e -> assertThat(e.category()).isEqualTo(FailureCategory.OVER_CAPACITY));
  }

  @Test
  void aGifWhoseDataEndByTheirMarkAfterOnePixel_isTruncated() {
    int codes = 4 | 1 << 3 | 5 << 6; // clear, colour 1, end; 3 bits each
    byte[] screen = {'G', 'I', 'F', '8', '9', 'a', 4, 0, 4, 0, (byte) 0x80, 0, 0};
    byte[] palette = {0, 0, 0, -1, -1, -1};
    byte[] frame = {0x2C, 0, 0, 0, 0, 4, 0, 4, 0, 0, 2};
    byte[] data = {2, (byte) codes, (byte) (codes >> 8), 0, 0x3B};
    ByteBuffer file = ByteBuffer.allocate(35);
    file.put(screen).put(palette).put(frame).put(data);

    assertThatThrownBy(() -> decoder.decode(file.array())).hasMessage("truncated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"more-images/lossless_rgb.webp", "more-images/lossy_noise.webp"})
  void aWebpWhoseLengthsFitButWhosePixelsEndEarly_isTruncated(String file) {
    byte[] whole = Golden.bytes(file);
    byte[] cut = Arrays.copyOf(whole, whole.length - 40);
    littleEndian(cut).putInt(4, cut.length - 8).putInt(16, cut.length - 20);

    assertThatThrownBy(() -> decoder.decode(cut)).hasMessage("truncated");
  }

  @Test
  void aGitLfsPointer_isNamedWithItsRemedy() {
    byte[] pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0".getBytes();

    assertThatThrownBy(() -> decoder.decode(pointer)).hasMessageContaining("git lfs pull");
  }
}

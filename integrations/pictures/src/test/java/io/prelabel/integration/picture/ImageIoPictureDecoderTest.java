package io.prelabel.integration.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.image.Picture;
import io.prelabel.plugin.image.PictureSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIoPictureDecoderTest {
  private final ImageIoPictureDecoder decoder = new ImageIoPictureDecoder();

  @Test
  void aPictureOfExactlyTheLimitIsDecoded() {
    byte[] encoded = Golden.bytes("images/rgb_444.jpg");

    assertThat(new ImageIoPictureDecoder(96 * 72).decode(encoded).width()).isEqualTo(96);
  }

  @Test
  void aPictureOfOnePixelMoreThanTheLimitIsRefusedByBothMethods() {
    byte[] encoded = Golden.bytes("images/rgb_444.jpg");
    ImageIoPictureDecoder strict = new ImageIoPictureDecoder(96 * 72 - 1);

    assertThatThrownBy(() -> strict.decode(encoded))
        .hasMessage("too many pixels: 96 x 72, the limit is 6911");
    assertThatThrownBy(() -> strict.size(encoded)).hasMessageStartingWith("too many pixels");
  }

  @Test
  void theSizeNeedsTheHeaderAlone() {
    assertThat(decoder.size(Golden.bytes("bad-images/truncated_half.jpg")))
        .isEqualTo(new PictureSize(96, 72));
    assertThat(decoder.size(Golden.bytes("bad-images/truncated_half.png")))
        .isEqualTo(new PictureSize(96, 72));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 715_827_880})
  void aLimitThatNoArrayCanHoldIsRefused(long limit) {
    assertThatThrownBy(() -> new ImageIoPictureDecoder(limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Long.toString(limit));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bad-images/text.jpg", "bad-images/empty.jpg", "bad-images/external_entity.svg"})
  void whatIsNoSupportedPictureIsNotRecognised(String file) {
    assertThat(decoder.recognises(Golden.bytes(file))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_USHORT_GRAY
      })
  void anInterlacedPngIsTheSamePictureAsAPlainOne(int type) throws IOException {
    BufferedImage image = new BufferedImage(37, 29, type);
    for (int i = 0; i < 37 * 29; i++) {
      image.setRGB(i % 37, i / 37, 0xFF000000 | i * 0x1234567);
    }

    Picture plain = decoder.decode(png(image, ImageWriteParam.MODE_DISABLED));
    Picture interlaced = decoder.decode(png(image, ImageWriteParam.MODE_DEFAULT));

    assertThat(interlaced.rgb()).isEqualTo(plain.rgb());
  }

  private static byte[] png(BufferedImage image, int progressiveMode) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setProgressiveMode(progressiveMode);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  @Test
  void threadsDecodeAtOnceAndGetWhatOneWouldGet() throws Exception {
    List<String> files =
        List.of(
            "images/exif_6.jpg",
            "images/cmyk_adobe_inverted.jpg",
            "images/rgba.png",
            "images/lossy.webp",
            "images/lossless_alpha.webp",
            "images/two_frames.gif",
            "images/rgb.bmp",
            "images/lzw.tif");
    List<byte[]> alone = files.stream().map(file -> decode(file).rgb()).toList();
    List<Callable<byte[]>> tasks = new ArrayList<>();
    for (int i = 0; i < 25 * files.size(); i++) {
      String file = files.get(i % files.size());
      tasks.add(() -> decode(file).rgb());
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<byte[]>> results = threads.invokeAll(tasks, 30, TimeUnit.SECONDS);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(alone.get(i % files.size()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Picture decode(String file) {
    return decoder.decode(Golden.bytes(file));
  }
}

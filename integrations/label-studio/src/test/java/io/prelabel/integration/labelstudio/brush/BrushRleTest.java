package io.prelabel.integration.labelstudio.brush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class BrushRleTest {
  private static final PictureSize TWO_PIXELS = new PictureSize(2, 1);

  static Stream<JsonNode> masks() {
    return BrushGolden.cases("cases");
  }

  static Stream<JsonNode> valueRuns() {
    return BrushGolden.cases("encode_rle");
  }

  @ParameterizedTest
  @MethodSource("masks")
  void encode_isByteEqualToTheReference(JsonNode golden) throws IOException {
    Mask mask = BrushGolden.mask(golden);
    assertThat(mask.area()).isEqualTo(golden.path("area").asLong());
    assertThat(BrushRle.encode(mask)).isEqualTo(BrushGolden.rle(golden));
  }

  @ParameterizedTest
  @MethodSource("masks")
  void decode_givesTheMaskOfTheReference(JsonNode golden) throws IOException {
    assertThat(BrushRle.decode(BrushGolden.size(golden), BrushGolden.rle(golden)))
        .isEqualTo(BrushGolden.mask(golden));
  }

  @ParameterizedTest
  @MethodSource("valueRuns")
  void records_areByteEqualToTheReference(JsonNode golden) {
    long values = 0;
    for (JsonNode run : golden.path("values")) {
      values += run.path(1).asLong();
    }
    RecordWriter writer = new RecordWriter(values);
    for (JsonNode run : golden.path("values")) {
      writer.run(run.path(0).asInt(), run.path(1).asLong());
    }
    assertThat(writer.bytes()).isEqualTo(BrushGolden.rle(golden));
  }

  @Test
  void anyMask_comesBack() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      PictureSize size = new PictureSize(1 + random.nextInt(40), 1 + random.nextInt(40));
      double density = random.nextDouble();
      BitSet bitmap = new BitSet();
      for (int i = 0; i < size.pixels(); i++) {
        bitmap.set(i, random.nextDouble() < density);
      }
      Mask mask = Mask.ofBitmap(size.width(), size.height(), bitmap);
      assertThat(BrushRle.decode(size, BrushRle.encode(mask))).isEqualTo(mask);
    }
  }

  @Test
  void alpha_countsFromHalfOn_andColoursDoNot() {
    assertThat(BrushRle.decode(TWO_PIXELS, literal(0, 0, 0, 128, 255, 255, 255, 127)))
        .isEqualTo(Mask.ofRuns(2, 1, 0, 1, 1));
  }

  @Test
  void runsAcrossPixels_setEachPixelByItsAlpha() {
    RecordWriter writer = new RecordWriter(8);
    writer.run(0, 3);
    writer.run(200, 2);
    writer.run(7, 2);
    writer.run(129, 1);
    assertThat(BrushRle.decode(TWO_PIXELS, writer.bytes())).isEqualTo(Mask.ofRuns(2, 1, 0, 2));
  }

  @Test
  void fieldSizes_areThoseOfTheHeader() {
    BitWriter bits = new BitWriter();
    bits.write(8, 32);
    bits.write(7, 5);
    for (int size : new int[] {1, 2, 5, 9}) {
      bits.write(size - 1, 4);
    }
    bits.write(1, 1);
    bits.write(2, 2);
    bits.write(8 - 1, 5);
    bits.write(255, 8);
    assertThat(BrushRle.decode(TWO_PIXELS, bits.bytes())).isEqualTo(Mask.ofRuns(2, 1, 0, 2));
  }

  @Test
  void otherNumberOfValues_isRefusedWithBoth() {
    byte[] threePixels = BrushRle.encode(Mask.empty(3, 1));
    assertRefused(TWO_PIXELS, threePixels, "says 12 values, a 2 x 1 picture has 8");
    byte[] most = threePixels.clone();
    Arrays.fill(most, 0, 4, (byte) 0xff);
    assertRefused(TWO_PIXELS, most, "says 4294967295 values");
  }

  @Test
  void cutOffStream_isRefusedWhereverItIsCut() throws IOException {
    for (JsonNode golden : masks().filter(each -> each.path("rle").size() < 200).toList()) {
      byte[] rle = BrushGolden.rle(golden);
      for (int length = 0; length < rle.length - 1; length++) {
        assertRefused(BrushGolden.size(golden), Arrays.copyOf(rle, length), "ends after " + length);
      }
    }
  }

  @Test
  void recordBeyondTheEnd_isRefused() {
    RecordWriter writer = new RecordWriter(8);
    writer.run(255, 9);
    assertRefused(TWO_PIXELS, writer.bytes(), "has 9 values where 8 are left");
  }

  @Test
  void otherWordSize_isRefused() {
    byte[] rle = BrushRle.encode(Mask.empty(2, 1));
    rle[4] = 0;
    assertRefused(TWO_PIXELS, rle, "values of 1 bits");
  }

  @Test
  void anyBytes_areAMaskOrARefusal() {
    Random random = new Random(11);
    byte[] start = BrushRle.encode(Mask.empty(16, 16));
    for (int round = 0; round < 5000; round++) {
      byte[] rle = Arrays.copyOf(start, 7 + random.nextInt(200));
      for (int i = 7; i < rle.length; i++) {
        rle[i] = (byte) random.nextInt();
      }
      try {
        assertThat(BrushRle.decode(new PictureSize(16, 16), rle).width()).isEqualTo(16);
      } catch (PluginException refusal) {
        assertThat(refusal.category()).isEqualTo(FailureCategory.BAD_INPUT);
      }
    }
  }

  @Test
  void pictureBeyondTheCount_isRefused() {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> BrushRle.encode(Mask.empty(1 << 15, 1 << 15)))
        .withMessageContaining("use polygons");
  }

  private static byte[] literal(int... values) {
    BitWriter bits = new BitWriter();
    bits.write(values.length, 32);
    bits.write(7, 5);
    for (int size : new int[] {3, 4, 8, 16}) {
      bits.write(size - 1, 4);
    }
    bits.write(0, 3);
    bits.write(values.length - 1, 3);
    for (int value : values) {
      bits.write(value, 8);
    }
    return bits.bytes();
  }

  private static void assertRefused(PictureSize size, byte[] rle, String reason) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> BrushRle.decode(size, rle))
        .withMessageContaining(reason)
        .extracting(PluginException::category)
        .isEqualTo(FailureCategory.BAD_INPUT);
  }
}

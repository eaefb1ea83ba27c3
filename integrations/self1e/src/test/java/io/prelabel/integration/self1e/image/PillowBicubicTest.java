package io.prelabel.integration.self1e.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.prelabel.integration.self1e.TestPictures;
import io.prelabel.plugin.image.Picture;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PillowBicubicTest {
  /** Made by Pillow 13.0.0; where Pillow 12.1.1 gives other pixels, those stand beside. */
  private static final JsonNode GOLDEN =
      JsonMapper.shared().readTree(Path.of("src/test/resources/resize/resize.json").toFile());

  @TestFactory
  Stream<DynamicTest> everyPictureIsPillows_bitForBit() {
    return GOLDEN.path("cases").valueStream().flatMap(PillowBicubicTest::tests);
  }

  private static Stream<DynamicTest> tests(JsonNode golden) {
    Picture input = picture(golden, "png");
    return golden
        .path("outputs")
        .valueStream()
        .flatMap(
            output ->
                Stream.of(PassOrder.values())
                    .map(
                        order ->
                            DynamicTest.dynamicTest(
                                "%s to %s x %s, %s"
                                    .formatted(
                                        golden.path("name").asString(),
                                        output.path("width"),
                                        output.path("height"),
                                        order),
                                () -> assertResized(input, output, order))));
  }

  private static void assertResized(Picture input, JsonNode output, PassOrder order) {
    boolean old = order == PassOrder.HORIZONTAL_FIRST && output.has("png_before_13");
    Picture expected = picture(output, old ? "png_before_13" : "png");
    assertThat(PillowBicubic.resize(input, expected.width(), expected.height(), order))
        .isEqualTo(expected.rgb());
  }

  @Test
  void theGoldenData_tellsTheOrdersApart() {
    long different =
        GOLDEN
            .path("cases")
            .valueStream()
            .flatMap(each -> each.path("outputs").valueStream())
            .filter(each -> each.has("png_before_13"))
            .count();
    assertThat(different).isPositive();
  }

  /** The picture between the two passes would have 269 MB. */
  @Test
  void aPictureOfAnyShape_needsMemoryForTheResultAlone() {
    Picture tall = new Picture(2, 200_000, new byte[3 * 2 * 200_000]);
    long before = allocatedBytes();
    PillowBicubic.resize(tall, 448, 448, PassOrder.HORIZONTAL_FIRST);
    assertThat(allocatedBytes() - before).isLessThan(60_000_000);
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void theSameSize_isTheSameArray() {
    Picture picture = new Picture(2, 1, new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(PillowBicubic.resize(picture, 2, 1, PassOrder.HORIZONTAL_FIRST))
        .isSameAs(picture.rgb());
  }

  private static Picture picture(JsonNode node, String key) {
    return new TestPictures().decode(Base64.getDecoder().decode(node.path(key).asString()));
  }
}

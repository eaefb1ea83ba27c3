package io.prelabel.plugin.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PolygonOutlineTest {
  static Stream<JsonNode> masks() {
    return Golden.cases("polygons.json", "cases");
  }

  static Stream<JsonNode> rasters() {
    return Golden.cases("polygons.json", "rasteriser").filter(each -> each.has("counts"));
  }

  static Stream<JsonNode> references() {
    return masks()
        .flatMap(each -> each.path("reference").valueStream())
        .filter(each -> each.has("polygons"));
  }

  @ParameterizedTest
  @MethodSource("masks")
  void goldenMasksReachTheirIouAndKeepTheirParts(JsonNode golden) throws IOException {
    Mask mask = Golden.mask(golden.path("png").asString());
    int parts = golden.path("components_4").asInt();
    assertThat(mask.components(Connectivity.FOUR)).hasSize(parts);
    assertThat(mask.components(Connectivity.EIGHT)).hasSize(golden.path("components_8").asInt());

    PolygonOutline simple = PolygonOutline.of(mask);
    assertThat(simple.rings()).hasSize(parts);
    assertThat(simple.iou()).isGreaterThanOrEqualTo(golden.path("min_iou").asDouble());

    PolygonOutline exact = PolygonOutline.exact(mask);
    assertThat(exact.rings()).hasSize(parts);
    assertThat(PolygonRaster.fill(mask.width(), mask.height(), exact.rings())).isEqualTo(mask);
    assertThat(exact.iou()).isEqualTo(1.0);
    assertThat(simple.points()).isLessThanOrEqualTo(exact.points());
    assertThat(exact.points()).isLessThanOrEqualTo(mostReferencePoints(golden));
  }

  /** A bridge may add four points to what the reference's exact outline has, each hole. */
  private static int mostReferencePoints(JsonNode golden) {
    int most =
        golden
            .path("reference")
            .valueStream()
            .mapToInt(r -> r.path("vertices").asInt())
            .max()
            .orElse(0);
    return most + 4 * golden.path("holes_fg4").asInt();
  }

  @ParameterizedTest
  @MethodSource("rasters")
  void ringsAreFilledAsPycocotoolsDoes(JsonNode golden) {
    int height = golden.path("size").path(0).asInt();
    int width = golden.path("size").path(1).asInt();
    Mask filled = PolygonRaster.fill(width, height, rings(golden.path("polygons")));
    assertThat(CocoCounts.encode(filled)).isEqualTo(golden.path("counts").asString());
  }

  @ParameterizedTest
  @MethodSource("masks")
  void simplifiedReferencePolygonsReachTheIouThatPycocotoolsMeasured(JsonNode golden)
      throws IOException {
    Mask mask = Golden.mask(golden.path("png").asString());
    for (JsonNode reference : golden.path("reference")) {
      if (reference.has("polygons")) {
        Mask filled =
            PolygonRaster.fill(mask.width(), mask.height(), rings(reference.path("polygons")));
        assertThat(mask.iou(filled)).isBetween(iou(reference) - 1e-6, iou(reference) + 1e-6);
      }
    }
  }

  @Test
  void someReferencePolygonsAreThere() {
    assertThat(references().count()).isGreaterThan(5);
  }

  @Test
  void exactOutlinesGiveBackRandomMasks() {
    Random random = new Random(11);
    for (int round = 0; round < 400; round++) {
      Mask mask = noise(1 + random.nextInt(14), 1 + random.nextInt(14), random);
      PolygonOutline outline = PolygonOutline.exact(mask);
      assertThat(PolygonRaster.fill(mask.width(), mask.height(), outline.rings())).isEqualTo(mask);
      assertThat(outline.rings()).hasSameSizeAs(mask.components(Connectivity.FOUR));
      assertThat(PolygonOutline.of(mask, 0.9).iou()).isGreaterThanOrEqualTo(0.9);
    }
  }

  @Test
  void aHundredMegapixelMaskIsOutlined() {
    Mask mask = MaskCut.cut(QuantizedLogits.of(Grids.blob(64, 64)), 12_500, 8_000, 0);
    PolygonOutline outline = PolygonOutline.of(mask);
    assertThat(outline.rings()).hasSize(1);
    assertThat(outline.iou()).isGreaterThan(0.999);
    assertThat(outline.points()).isLessThan(3000);
  }

  @Test
  void anEmptyMaskHasNoRings() {
    assertThat(PolygonOutline.of(Mask.empty(4, 4))).isEqualTo(new PolygonOutline(List.of(), 1, 1));
  }

  @Test
  void ringsThatPycocotoolsFailsOnAreRefused() {
    assertThatThrownBy(() -> Ring.of(2, 2, 6, 6)).hasMessageContaining("3 points or more");
    assertThatThrownBy(() -> Ring.of(2, 2, 6, 6, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ring.of(0, 0, 6, Double.NaN, 1, 2)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Ring.of(0, 0, 6, 1e9, 1, 2)).hasMessageContaining("not a coordinate");
  }

  private static double iou(JsonNode reference) {
    return reference.path("iou").asDouble();
  }

  private static List<Ring> rings(JsonNode polygons) {
    List<Ring> rings = new ArrayList<>();
    polygons.forEach(
        ring -> rings.add(Ring.of(ring.valueStream().mapToDouble(JsonNode::asDouble).toArray())));
    return rings;
  }

  private static Mask noise(int width, int height, Random random) {
    double density = random.nextDouble();
    BitSet bitmap = new BitSet();
    for (int i = 0; i < width * height; i++) {
      bitmap.set(i, random.nextDouble() < density);
    }
    return Mask.ofBitmap(width, height, bitmap);
  }
}

package io.prelabel.plugin.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CocoCountsTest {
  static Stream<JsonNode> masks() {
    return Golden.cases("coco-rle.json", "masks");
  }

  static Stream<JsonNode> pairs() {
    return Golden.cases("coco-rle.json", "iou");
  }

  static Stream<JsonNode> runLists() {
    return Golden.cases("coco-rle.json", "runs_only");
  }

  @ParameterizedTest
  @MethodSource("masks")
  void everyFormOfAGoldenMaskIsTheSameMask(JsonNode golden) throws IOException {
    Mask mask = Golden.mask(golden.path("png").asString());
    int width = mask.width();
    int height = mask.height();

    assertThat(CocoCounts.encode(mask)).isEqualTo(golden.path("counts").asString());
    assertThat(CocoCounts.decode(width, height, golden.path("counts").asString())).isEqualTo(mask);
    assertThat(CocoCounts.toList(mask)).isEqualTo(runs(golden));
    assertThat(CocoCounts.ofList(width, height, runs(golden))).isEqualTo(mask);
    assertThat(Mask.ofBitmap(width, height, mask.toBitmap())).isEqualTo(mask);
    assertThat(mask.area()).isEqualTo(golden.path("area").asLong());
    assertThat(mask.toBitmap().cardinality()).isEqualTo(golden.path("area").asInt());
    assertThat(mask.isEmpty()).isEqualTo(golden.path("area").asInt() == 0);
    JsonNode box = golden.path("bbox");
    assertThat(mask.box())
        .isEqualTo(
            new Box(
                (int) box.path(0).asDouble(),
                (int) box.path(1).asDouble(),
                (int) box.path(2).asDouble(),
                (int) box.path(3).asDouble()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void overlapIsThatOfPycocotools(JsonNode golden) {
    int height = golden.path("size").path(0).asInt();
    int width = golden.path("size").path(1).asInt();
    Mask a = CocoCounts.decode(width, height, golden.path("a").asString());
    Mask b = CocoCounts.decode(width, height, golden.path("b").asString());

    assertThat(a.intersectionArea(b)).isEqualTo(golden.path("intersection").asLong());
    assertThat(a.intersection(b).area()).isEqualTo(golden.path("intersection").asLong());
    assertThat(a.union(b).area()).isEqualTo(golden.path("union").asLong());
    assertThat(a.iou(b)).isCloseTo(golden.path("iou").asDouble(), within(1e-12));
  }

  @ParameterizedTest
  @MethodSource("runLists")
  void runListsOfAnySizeAreEncodedAsPycocotoolsDoes(JsonNode golden) {
    int height = golden.path("size").path(0).asInt();
    int width = golden.path("size").path(1).asInt();
    Mask mask = CocoCounts.decode(width, height, golden.path("counts").asString());

    assertThat(mask).isEqualTo(CocoCounts.ofList(width, height, runs(golden)));
    assertThat(mask.area()).isEqualTo(golden.path("area").asLong());
    // A list with a run of 0 inside is read, but written without it.
    boolean canonical = runs(golden).lastIndexOf(0) < 1;
    assertThat(CocoCounts.encode(mask).equals(golden.path("counts").asString()))
        .isEqualTo(canonical);
    assertThat(CocoCounts.toList(mask).equals(runs(golden))).isEqualTo(canonical);
  }

  @Test
  void runsOfZeroInsideAreMerged() {
    assertThat(CocoCounts.ofList(5, 2, List.of(2, 3, 0, 1, 4, 0)))
        .isEqualTo(Mask.ofRuns(5, 2, 2, 4, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "", "06", "é", "0P", "0oooooooo", "5N", "0 5"})
  void countsThatAreNotAMaskOfFivePixelsAreRefused(String counts) {
    assertThatThrownBy(() -> CocoCounts.decode(5, 1, counts))
        .isInstanceOf(PluginException.class)
        .hasMessageStartingWith("COCO counts");
  }

  @Test
  void listsThatAreNotAMaskAreRefusedWithTheReason() {
    assertThatThrownBy(() -> CocoCounts.ofList(5, 1, List.of(2, -1, 4)))
        .hasMessage("COCO counts hold a negative run: -1.");
    assertThatThrownBy(() -> CocoCounts.ofList(5, 1, List.of(2.5, 2.5)))
        .hasMessage("COCO counts hold 2.5, which is not a whole number.");
    assertThatThrownBy(() -> CocoCounts.ofList(5, 1, List.of(1L << 32)))
        .hasMessageContaining("longer than any picture");
    assertThatThrownBy(() -> CocoCounts.ofList(5, 1, List.of(2, 2)))
        .hasMessage("COCO counts don't fit: the runs cover 4 pixels, a 5 x 1 picture has 5.");
  }

  private static List<Integer> runs(JsonNode golden) {
    List<Integer> runs = new ArrayList<>();
    golden.path("uncompressed").forEach(run -> runs.add(run.asInt()));
    return runs;
  }
}

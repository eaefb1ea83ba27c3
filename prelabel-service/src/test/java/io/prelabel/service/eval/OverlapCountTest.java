package io.prelabel.service.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.plugin.mask.CocoCounts;
import io.prelabel.plugin.mask.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OverlapCountTest {
  /** Made by pycocotools 2.0.11. */
  static Stream<JsonNode> golden() throws IOException {
    try (InputStream in = OverlapCountTest.class.getResourceAsStream("/golden/coco-iou.json")) {
      return JsonMapper.shared().readTree(in).path("iou").valueStream().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void areasAndIou_areThoseOfPycocotools(JsonNode golden) {
    OverlapCount overlap = OverlapCount.of(Target.of(mask(golden, "b")), mask(golden, "a"));

    assertThat(overlap.intersection()).isEqualTo(golden.path("intersection").asLong());
    assertThat(overlap.union()).isEqualTo(golden.path("union").asLong());
    boolean isNothing = overlap.union() == 0; // where gIoU says 1, and pycocotools 0
    assertThat(overlap.iou())
        .isCloseTo(isNothing ? 1 : golden.path("iou").asDouble(), within(1e-12));
  }

  /** pycocotools' share of a detection that lies in a crowd is what is not counted here. */
  @ParameterizedTest
  @MethodSource("golden")
  void whatLiesInACrowd_isNotCounted(JsonNode golden) {
    Mask found = mask(golden, "a");
    Mask crowd = mask(golden, "b");
    Target target = new Target(Mask.empty(found.width(), found.height()), Optional.of(crowd));

    OverlapCount overlap = OverlapCount.of(target, found);

    double share = golden.path("iou_crowd_b").asDouble();
    assertThat(overlap.intersection()).isZero();
    assertThat((double) overlap.union()).isCloseTo((1 - share) * found.area(), within(1e-6));
  }

  @Test
  void objectInsideACrowd_countsAsAnObject() {
    Mask objects = Mask.ofRuns(6, 1, 1, 2, 3);
    Mask crowd = Mask.ofRuns(6, 1, 0, 4, 2);
    Mask found = Mask.ofRuns(6, 1, 2, 3, 1); // one right, one in the crowd alone, one wrong

    OverlapCount overlap = OverlapCount.of(new Target(objects, Optional.of(crowd)), found);

    assertThat(overlap).isEqualTo(new OverlapCount(1, 3));
  }

  private static Mask mask(JsonNode golden, String key) {
    return CocoCounts.decode(
        golden.path("size").path(1).asInt(),
        golden.path("size").path(0).asInt(),
        golden.path(key).asString());
  }
}

package io.prelabel.plugin.mask;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the reference implementation answered for the demo checkpoint.
 *
 * @param name picture and prompt
 * @param grid its logits, full precision
 * @param mask its mask at picture size
 */
record DemoLogits(String name, LogitGrid grid, Mask mask) {
  static List<DemoLogits> all() {
    return Golden.cases("demo-logits.json", "grids").map(DemoLogits::of).toList();
  }

  private static DemoLogits of(JsonNode golden) {
    int rows = golden.path("rows").asInt();
    int columns = golden.path("columns").asInt();
    float[] values = new float[rows * columns];
    ByteBuffer.wrap(Base64.getDecoder().decode(golden.path("logits").asString()))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    List<Integer> counts = new ArrayList<>();
    golden.path("counts").forEach(count -> counts.add(count.asInt()));
    return new DemoLogits(
        golden.path("image").asString() + " " + golden.path("text").asString(),
        new LogitGrid(rows, columns, values),
        CocoCounts.ofList(golden.path("width").asInt(), golden.path("height").asInt(), counts));
  }
}

package io.prelabel.integration.labelstudio.region;

import io.prelabel.plugin.PluginException;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;

/** A stream of bytes as Label Studio lists it: numbers from 0 to 255. */
final class RleJson {
  /** Shared, so that a byte takes a reference and no object of its own. */
  private static final IntNode[] BYTES =
      IntStream.range(0, 256).mapToObj(IntNode::valueOf).toArray(IntNode[]::new);

  private RleJson() {}

  static void write(byte[] rle, ArrayNode list) {
    for (byte each : rle) {
      list.add(BYTES[each & 0xff]);
    }
  }

  /**
   * @throws PluginException {@code BAD_INPUT} where something else is in the list
   */
  static byte[] read(JsonNode list) {
    byte[] rle = new byte[list.size()];
    int index = 0;
    for (JsonNode each : list) {
      if (!each.isInt() || each.intValue() < 0 || each.intValue() >= BYTES.length) {
        throw PluginException.badInput(
            "The brush RLE has something other than a byte at position %d.".formatted(index));
      }
      rle[index++] = (byte) each.intValue();
    }
    return rle;
  }
}

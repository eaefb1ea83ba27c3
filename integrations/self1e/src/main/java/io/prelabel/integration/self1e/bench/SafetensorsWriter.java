package io.prelabel.integration.self1e.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes random tensors as a safetensors file (github.com/huggingface/safetensors, "Format"). */
final class SafetensorsWriter {
  /** The data begin at a multiple of this, for readers that map the file. */
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * Writes one file.
   *
   * @param shapes of the tensors, by name, in the order of the file
   * @param progress told the bytes of each tensor that has been written
   */
  static void write(
      Path file, Map<String, long[]> shapes, RandomValues values, LongConsumer progress)
      throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] header = header(shapes);
      ByteBuffer head =
          ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
      head.putLong(header.length).put(header).flip();
      while (head.hasRemaining()) {
        out.write(head);
      }
      for (Map.Entry<String, long[]> each : shapes.entrySet()) {
        values.write(out, each.getKey(), each.getValue());
        progress.accept(bytes(each.getValue()));
      }
      out.force(true);
    }
  }

  private static byte[] header(Map<String, long[]> shapes) {
    ObjectNode header = JsonMapper.shared().createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long at = 0;
    for (Map.Entry<String, long[]> each : shapes.entrySet()) {
      ObjectNode tensor = header.putObject(each.getKey()).put("dtype", "BF16");
      ArrayNode shape = tensor.putArray("shape");
      LongStream.of(each.getValue()).forEach(shape::add);
      long end = at + bytes(each.getValue());
      tensor.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    String json = header.toString();
    int beyond = (Long.BYTES + json.length()) % ALIGNMENT;
    String padding = " ".repeat((ALIGNMENT - beyond) % ALIGNMENT);
    return (json + padding).getBytes(StandardCharsets.US_ASCII);
  }

  static long numbers(long[] shape) {
    return LongStream.of(shape).reduce(1, Math::multiplyExact);
  }

  /** Returns the size of a tensor in the file. */
  static long bytes(long[] shape) {
    return numbers(shape) * Short.BYTES;
  }
}

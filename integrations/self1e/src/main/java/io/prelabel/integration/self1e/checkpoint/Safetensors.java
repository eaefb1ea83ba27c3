package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The header of a safetensors file (github.com/huggingface/safetensors, "Format"): eight bytes with
 * the header's length, little-endian, the header as JSON, then the tensors' bytes. Every number in
 * it is checked against the file before anything is believed.
 */
public final class Safetensors {
  /** The format's own limit. */
  private static final long MAXIMUM_HEADER = 100_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Path file;
  private final long dataStart;
  private final long fileSize;

  private Safetensors(Path file, long dataStart, long fileSize) {
    this.file = file;
    this.dataStart = dataStart;
    this.fileSize = fileSize;
  }

  /**
   * Reads the header.
   *
   * @return the tensors by name, in the order of the header
   * @throws PluginException {@code BAD_INPUT} where the file is damaged
   */
  public static Map<String, TensorEntry> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long fileSize = channel.size();
      long headerSize = headerSize(file, channel, fileSize);
      byte[] header = bytes(channel, Long.BYTES, Math.toIntExact(headerSize));
      return new Safetensors(file, Long.BYTES + headerSize, fileSize).entries(header);
    } catch (IOException e) {
      throw CheckpointFolder.unreadable(file, e);
    }
  }

  private static long headerSize(Path file, FileChannel channel, long fileSize) throws IOException {
    if (fileSize < Long.BYTES) {
      throw damaged(file, "it has " + fileSize + " bytes");
    }
    long size =
        ByteBuffer.wrap(bytes(channel, 0, Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (size < 2 || size > MAXIMUM_HEADER || size > fileSize - Long.BYTES) {
      throw damaged(file, "its header claims %d of %d bytes".formatted(size, fileSize));
    }
    return size;
  }

  private static byte[] bytes(FileChannel channel, long at, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new IOException("the file ended while it was read");
      }
    }
    return buffer.array();
  }

  private Map<String, TensorEntry> entries(byte[] header) {
    JsonNode root;
    try {
      root = JSON.readTree(header);
    } catch (JacksonException e) {
      throw damaged(file, "its header is not JSON: " + e.getOriginalMessage());
    }
    if (!root.isObject()) {
      throw damaged(file, "its header is not a JSON object");
    }
    Map<String, TensorEntry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : root.properties()) {
      if (!each.getKey().equals("__metadata__")) {
        entries.put(each.getKey(), entry(each.getKey(), each.getValue()));
      }
    }
    refuseOverlaps(entries);
    return entries;
  }

  private TensorEntry entry(String name, JsonNode node) {
    StoredType type = type(name, node.path("dtype").asString(""));
    List<Long> shape = new ArrayList<>();
    long size = type.bytes();
    for (JsonNode dimension : node.path("shape")) {
      long length = whole(name, dimension);
      shape.add(length);
      size = times(name, size, length);
    }
    JsonNode offsets = node.path("data_offsets");
    if (!node.path("shape").isArray() || offsets.size() != 2) {
      throw damaged(file, "tensor %s has no shape or no data_offsets".formatted(name));
    }
    long begin = whole(name, offsets.get(0));
    long end = whole(name, offsets.get(1));
    if (begin > end || end > fileSize - dataStart) {
      throw damaged(file, "tensor %s lies outside of the file; it was cut short".formatted(name));
    }
    if (end - begin != size) {
      throw damaged(
          file, "tensor %s has %d bytes, its shape needs %d".formatted(name, end - begin, size));
    }
    return new TensorEntry(file, name, type, List.copyOf(shape), dataStart + begin, size);
  }

  private StoredType type(String name, String dtype) {
    for (StoredType each : StoredType.values()) {
      if (each.name().equals(dtype)) {
        return each;
      }
    }
    throw damaged(file, "tensor %s has the unknown type \"%s\"".formatted(name, dtype));
  }

  private long whole(String name, JsonNode number) {
    if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
      throw damaged(file, "tensor %s has a bad number: %s".formatted(name, number));
    }
    return number.asLong();
  }

  private long times(String name, long size, long length) {
    try {
      return Math.multiplyExact(size, length);
    } catch (ArithmeticException e) {
      throw damaged(file, "tensor %s claims more bytes than fit in a number".formatted(name));
    }
  }

  private void refuseOverlaps(Map<String, TensorEntry> entries) {
    List<TensorEntry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(TensorEntry::offset));
    for (int i = 1; i < sorted.size(); i++) {
      TensorEntry before = sorted.get(i - 1);
      if (before.offset() + before.size() > sorted.get(i).offset()) {
        throw damaged(
            file, "tensors %s and %s overlap".formatted(before.name(), sorted.get(i).name()));
      }
    }
  }

  private static PluginException damaged(Path file, String why) {
    return PluginException.badInput(
        "%s is not a whole safetensors file (%s); download it again".formatted(file, why));
  }
}

package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.ExpectedTensors;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.TensorPlacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A checkpoint with random bfloat16 weights in the published layout: {@code config.json}, {@code
 * model.safetensors} or shards with an index, and a tokenizer. It takes the time and the memory of
 * a trained one of its shape, and its answers mean nothing.
 */
public final class RandomCheckpoint {
  /** The size at which Hugging Face's {@code save_pretrained} begins another file. */
  static final long SHARD_BYTES = 5_000_000_000L;

  private static final long SEED = 20_260_319;

  private final Map<String, long[]> tensors;
  private final int vocabulary;

  private RandomCheckpoint(Map<String, long[]> tensors, int vocabulary) {
    this.tensors = tensors;
    this.vocabulary = vocabulary;
  }

  /**
   * Describes the checkpoint of a configuration; writes nothing.
   *
   * @param vocabulary tokens before the added ones
   */
  static RandomCheckpoint of(Self1eConfig config, int vocabulary) {
    long rows = vocabulary + RandomTokenizer.ADDED.size() + RandomTokenizer.ADDED_BY_SELF1E;
    Map<String, long[]> tensors = new LinkedHashMap<>();
    ExpectedTensors.of(config, rows).forEach(each -> tensors.put(each.tensor(), shape(each)));
    return new RandomCheckpoint(tensors, vocabulary);
  }

  private static long[] shape(TensorPlacement expected) {
    return expected.shape().stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns the size of all weights on disk, without headers. */
  long bytes() {
    return tensors.values().stream().mapToLong(SafetensorsWriter::bytes).sum();
  }

  /** Returns the number of weights. */
  long parameters() {
    return bytes() / Short.BYTES;
  }

  /**
   * Writes weights and tokenizer into a folder, which already has {@code config.json}.
   *
   * @param shardBytes size at which another file begins
   * @param progress told the bytes that have been written since the last call
   */
  void write(Path folder, long shardBytes, LongConsumer progress) throws IOException {
    RandomTokenizer.write(folder, vocabulary);
    RandomValues values = new RandomValues(SEED);
    List<Map<String, long[]>> shards = shards(shardBytes);
    if (shards.size() == 1) {
      SafetensorsWriter.write(
          folder.resolve(CheckpointFolder.WEIGHTS), shards.get(0), values, progress);
      return;
    }
    ObjectNode index = JsonMapper.shared().createObjectNode();
    index.putObject("metadata").put("total_size", bytes());
    ObjectNode files = index.putObject("weight_map");
    for (int i = 0; i < shards.size(); i++) {
      String name = "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
      shards.get(i).keySet().forEach(tensor -> files.put(tensor, name));
      SafetensorsWriter.write(folder.resolve(name), shards.get(i), values, progress);
    }
    Files.writeString(folder.resolve(CheckpointFolder.INDEX), index.toString());
  }

  private List<Map<String, long[]>> shards(long shardBytes) {
    List<Map<String, long[]>> shards = new ArrayList<>();
    long size = 0;
    for (Map.Entry<String, long[]> each : tensors.entrySet()) {
      long more = SafetensorsWriter.bytes(each.getValue());
      if (shards.isEmpty() || size + more > shardBytes) {
        shards.add(new LinkedHashMap<>());
        size = 0;
      }
      shards.get(shards.size() - 1).put(each.getKey(), each.getValue());
      size += more;
    }
    return shards;
  }
}

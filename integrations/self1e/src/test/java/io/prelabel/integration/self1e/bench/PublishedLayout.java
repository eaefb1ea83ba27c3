package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a random checkpoint that has everything of a published InternVL3-2B folder but its widths:
 * {@code config.json} with all its keys, Qwen2.5's vocabulary size and added tokens without {@code
 * [SEG]}, a tokenizer in parts, 448 pixels in patches of 14, six query heads per key head, shards
 * with an index, an untied {@code lm_head}.
 */
public final class PublishedLayout {
  /** The id that the model gives to {@code [SEG]}. */
  public static final int SEG = CheckpointShape.QWEN_VOCABULARY + RandomTokenizer.ADDED.size();

  private static final Path CONFIG = Path.of("src/test/resources/published-layout/config.json");
  private static final long SHARD_BYTES = 32L << 20;

  private PublishedLayout() {}

  public static void write(Path folder) throws IOException {
    Path config = Files.copy(CONFIG, folder.resolve(CheckpointFolder.CONFIG));
    RandomCheckpoint.of(Self1eConfig.read(config), CheckpointShape.QWEN_VOCABULARY)
        .write(folder, SHARD_BYTES, bytes -> {});
  }
}

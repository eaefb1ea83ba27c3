package io.prelabel.batch.ingest;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The images whose files a walk came upon: one bit each, where their ids lie close together, as
 * those of one data set do; 13 kB for 100,000. Used by the thread of the job alone.
 */
final class SeenImages {
  private static final int BLOCK_BITS = 10;

  private final Map<Long, BitSet> blocks = new HashMap<>();

  void add(long imageId) {
    blocks.computeIfAbsent(imageId >> BLOCK_BITS, block -> new BitSet()).set(inBlock(imageId));
  }

  boolean contains(long imageId) {
    BitSet block = blocks.get(imageId >> BLOCK_BITS);
    return block != null && block.get(inBlock(imageId));
  }

  boolean isEmpty() {
    return blocks.isEmpty();
  }

  private static int inBlock(long imageId) {
    return (int) (imageId & ((1 << BLOCK_BITS) - 1));
  }
}

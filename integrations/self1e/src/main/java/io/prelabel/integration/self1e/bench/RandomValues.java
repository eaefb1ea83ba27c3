package io.prelabel.integration.self1e.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Random weights in bfloat16 that keep activations in bounds, the same for the same seed: matrices
 * are normal with a deviation of {@code 1 / sqrt(inputs)} (about 0.02 in the published shapes), the
 * scales of norms 1, layer scales 0.1.
 *
 * <p>One block of random numbers is repeated, each tensor from another place on. Its length is a
 * prime, so that no two rows of a matrix are equal.
 */
final class RandomValues {
  private static final int BLOCK = 1_048_573;
  private static final float SMALL = 0.02f;
  private static final float LAYER_SCALE = 0.1f;

  /** How the numbers of a tensor are spread. */
  private record Spread(float centre, float deviation) {}

  private final Random random;
  private final float[] normal = new float[BLOCK];
  private final Map<Spread, ByteBuffer> blocks = new HashMap<>();

  RandomValues(long seed) {
    random = new Random(seed);
    for (int i = 0; i < BLOCK; i++) {
      normal[i] = (float) random.nextGaussian();
    }
  }

  /** Writes all numbers of a tensor, two bytes each, little-endian. */
  void write(WritableByteChannel out, String name, long[] shape) throws IOException {
    ByteBuffer block = blocks.computeIfAbsent(spread(name, shape), this::block).duplicate();
    int at = random.nextInt(BLOCK);
    for (long left = SafetensorsWriter.numbers(shape); left > 0; ) {
      int count = (int) Math.min(left, BLOCK - at);
      block.limit((at + count) * Short.BYTES).position(at * Short.BYTES);
      while (block.hasRemaining()) {
        out.write(block);
      }
      left -= count;
      at = 0;
    }
  }

  private static Spread spread(String name, long[] shape) {
    if (shape.length > 1) {
      long inputs = SafetensorsWriter.numbers(shape) / shape[0];
      return new Spread(0, shape[0] == 1 ? SMALL : (float) (1 / Math.sqrt(inputs)));
    }
    if (name.endsWith(".weight")) { // the only ones of one dimension are those of norms
      return new Spread(1, 0);
    }
    boolean isLayerScale = name.endsWith(".ls1") || name.endsWith(".ls2");
    return isLayerScale ? new Spread(LAYER_SCALE, 0) : new Spread(0, SMALL);
  }

  /** A bfloat16 is the upper half of a float. */
  private ByteBuffer block(Spread spread) {
    ByteBuffer block =
        ByteBuffer.allocateDirect(BLOCK * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float each : normal) {
      float value = spread.centre() + spread.deviation() * each;
      block.putShort((short) (Float.floatToRawIntBits(value) >>> Short.SIZE));
    }
    return block;
  }
}

package io.prelabel.integration.labelstudio.brush;

import java.util.Arrays;

/** Packs bits into bytes, most significant first, in memory that grows with them. */
final class BitWriter {
  private byte[] bytes = new byte[64];
  private int full;

  /** The bits of the byte that is not full yet, in its low end. */
  private int pending;

  private int pendingBits;

  /**
   * Appends the low bits of a value.
   *
   * @param bits how many, 1 to 32
   */
  void write(long value, int bits) {
    for (int left = bits; left > 0; ) {
      int taken = Math.min(left, Byte.SIZE - pendingBits);
      int part = (int) (value >>> (left - taken)) & ((1 << taken) - 1);
      pending = (pending << taken) | part;
      pendingBits += taken;
      left -= taken;
      if (pendingBits == Byte.SIZE) {
        flush();
      }
    }
  }

  /** Adds one to eight zero bits up to the end of a byte, as the reference encoder does. */
  byte[] bytes() {
    write(0, Byte.SIZE - pendingBits);
    return Arrays.copyOf(bytes, full);
  }

  private void flush() {
    if (full == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * full);
    }
    bytes[full++] = (byte) pending;
    pending = 0;
    pendingBits = 0;
  }
}

package io.prelabel.plugin.mask;

import io.prelabel.plugin.PluginException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs the levels of a grid: what the median edge detector leaves of them (the predictor of
 * LOCO-I, ITU-T T.87 annex A.4.2, modulo 65536), first all low bytes and then all high bytes, in
 * zlib form (RFC 1950). A browser reads it with {@code DecompressionStream('deflate')} and one
 * loop.
 */
final class LevelCodec {
  /** No zlib stream of this many bytes is longer; bounds the output buffer. */
  private static final int OVERHEAD = 64;

  private LevelCodec() {}

  static byte[] encode(int rows, int columns, short[] levels) {
    byte[] planes = new byte[2 * levels.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int i = row * columns + column;
        int residual = levels[i] - predict(levels, i, row, column, columns);
        planes[i] = (byte) residual;
        planes[levels.length + i] = (byte) (residual >> Byte.SIZE);
      }
    }
    return deflate(planes);
  }

  static short[] decode(int rows, int columns, byte[] bytes) {
    short[] levels = new short[rows * columns];
    byte[] planes = inflate(2 * levels.length, bytes);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int i = row * columns + column;
        int residual = (planes[levels.length + i] << Byte.SIZE) | (planes[i] & 0xff);
        levels[i] = (short) (residual + predict(levels, i, row, column, columns));
        if (Math.abs(levels[i]) > QuantizedLogits.MAX_LEVEL) {
          throw damaged();
        }
      }
    }
    return levels;
  }

  /** The median of left, above and left + above - corner; cells outside the grid are 0. */
  private static int predict(short[] levels, int i, int row, int column, int columns) {
    int left = column > 0 ? levels[i - 1] : 0;
    int above = row > 0 ? levels[i - columns] : 0;
    int corner = row > 0 && column > 0 ? levels[i - columns - 1] : 0;
    int low = Math.min(left, above);
    int high = Math.max(left, above);
    return Math.max(low, Math.min(high, left + above - corner));
  }

  private static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try {
      deflater.setInput(plain);
      deflater.finish();
      byte[] packed = new byte[plain.length + plain.length / 1000 + OVERHEAD];
      return Arrays.copyOf(packed, deflater.deflate(packed));
    } finally {
      deflater.end();
    }
  }

  private static byte[] inflate(int length, byte[] packed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] plain = new byte[length];
      int read = inflater.inflate(plain);
      // A stream that holds one byte more has not ended yet.
      boolean hasEnded = inflater.finished() || inflater.inflate(new byte[1]) == 0;
      if (read != length || !hasEnded || !inflater.finished() || inflater.getRemaining() > 0) {
        throw damaged();
      }
      return plain;
    } catch (DataFormatException e) {
      throw damaged();
    } finally {
      inflater.end();
    }
  }

  private static PluginException damaged() {
    return PluginException.badInput(
        "Stored logits are damaged: their bytes don't inflate to the levels of their grid.");
  }
}

package io.prelabel.plugin.mask;

import io.prelabel.plugin.PluginException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Packs the levels of a grid: what the median edge detector leaves of them (the predictor of
 * LOCO-I, ITU-T T.87 annex A.4.2, on bytes modulo 256), in zlib form (RFC 1950). A browser reads it
 * with {@code DecompressionStream('deflate')} and one loop.
 */
final class LevelCodec {
  /** No zlib stream of this many cells is longer; bounds the output buffer. */
  private static final int OVERHEAD = 64;

  private LevelCodec() {}

  static byte[] encode(int rows, int columns, byte[] levels) {
    byte[] residuals = new byte[levels.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int i = row * columns + column;
        residuals[i] = (byte) (levels[i] - predict(levels, i, row, column, columns));
      }
    }
    return deflate(residuals);
  }

  static byte[] decode(int rows, int columns, byte[] bytes) {
    byte[] levels = inflate(rows * columns, bytes);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int i = row * columns + column;
        levels[i] += (byte) predict(levels, i, row, column, columns);
        if (levels[i] == Byte.MIN_VALUE) {
          throw damaged();
        }
      }
    }
    return levels;
  }

  /** The median of left, above and left + above - corner; cells outside the grid are 0. */
  private static int predict(byte[] levels, int i, int row, int column, int columns) {
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

package io.prelabel.integration.picture;

/**
 * A walk over a BMP's run lengths ("Bitmap Compression" in the Windows documentation) that finds
 * out whether they are all there: Java's reader leaves the rest black and says nothing.
 */
final class BmpRunLengths {
  private static final int END_OF_ROW = 0;
  private static final int END_OF_BITMAP = 1;
  private static final int DELTA = 2;

  private BmpRunLengths() {}

  /**
   * Refuses data that end before the end mark and before the last row's end.
   *
   * @param data from the first run on
   * @param bits 4 or 8, of one pixel
   */
  static void requireWhole(Bytes data, int bits, long rows) {
    long row = 0;
    long at = 0;
    while (row < rows) {
      int count = data.u8(at);
      int escape = data.u8(at + 1);
      at += 2;
      if (count > 0) {
        continue;
      }
      switch (escape) {
        case END_OF_BITMAP -> {
          return;
        }
        case END_OF_ROW -> row++;
        case DELTA -> {
          row += data.u8(at + 1);
          at += 2;
        }
        default -> at += literalBytes(escape, bits);
      }
    }
  }

  /** Literal pixels are padded to an even number of bytes. */
  private static int literalBytes(int pixels, int bits) {
    int bytes = (pixels * bits + 7) / 8;
    return bytes + bytes % 2;
  }
}

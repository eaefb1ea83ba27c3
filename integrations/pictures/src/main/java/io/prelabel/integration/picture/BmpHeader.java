package io.prelabel.integration.picture;

/**
 * A BMP's file header and the part of its information header that every version has.
 *
 * @param height negative where the top row comes first
 * @param compression 0 none, 1 and 2 run lengths, 3 and 6 bit fields, 4 JPEG, 5 PNG
 * @param pixels where the pixel data begin
 * @param size bytes of the information header
 */
record BmpHeader(
    long width, long height, int bits, long compression, long pixels, long size, long colours) {
  private static final int SHORTEST = 12;
  private static final int FILE_SIZE = 2;
  private static final int DATA_SIZE = 34;
  private static final int COLOUR_SPACE = 70;
  private static final int WITH_COLOUR_SPACE = 108;
  private static final byte[] SRGB = {'B', 'G', 'R', 's'};

  static BmpHeader of(Bytes file) {
    long size = file.u32le(14);
    long pixels = file.u32le(10);
    if (size == SHORTEST) {
      return new BmpHeader(file.u16le(18), file.u16le(20), file.u16le(24), 0, pixels, size, 0);
    }
    return new BmpHeader(
        (int) file.u32le(18),
        (int) file.u32le(22),
        file.u16le(28),
        file.u32le(30),
        pixels,
        size,
        file.u32le(46));
  }

  void requireReadable(Bytes file) {
    int fileLength = file.length();
    if (compression == 4 || compression == 5) {
      throw Refusal.unsupported("bmp around a jpeg or png");
    }
    if (compression > 6 || colours > 256 && bits <= 8) {
      throw Refusal.damaged("its header names an unknown way of coding");
    }
    if (pixels > fileLength || 14 + size > fileLength) {
      throw Refusal.truncated();
    }
    if (compression == 1 || compression == 2) {
      BmpRunLengths.requireWhole(file.from(pixels), compression == 1 ? 8 : 4, Math.abs(height));
      return;
    }
    long row = (width * bits + 31) / 32 * 4;
    if (row * Math.abs(height) > fileLength - pixels) {
      throw Refusal.truncated();
    }
  }

  /** Corrects, in place, what could make a reader allocate or open more than the file. */
  byte[] tamed(byte[] copy) {
    u32(copy, FILE_SIZE, copy.length);
    if (size > SHORTEST) {
      u32(copy, DATA_SIZE, copy.length - (int) pixels);
    }
    if (size >= WITH_COLOUR_SPACE) {
      System.arraycopy(SRGB, 0, copy, COLOUR_SPACE, SRGB.length);
    }
    return copy;
  }

  private static void u32(byte[] to, int at, int value) {
    for (int i = 0; i < 4; i++) {
      to[at + i] = (byte) (value >>> 8 * i);
    }
  }
}

package io.prelabel.integration.picture;

/**
 * A PNG's IHDR chunk (PNG specification, section 11.2.1).
 *
 * @param depth bits of a sample or palette index: 1, 2, 4, 8 or 16
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha
 */
record PngHeader(long width, long height, int depth, int colourType) {
  private static final int LENGTH = 13;

  static PngHeader of(PngChunks chunks) {
    if (chunks.chunks().isEmpty()) {
      throw Refusal.truncated();
    }
    PngChunks.Chunk first = chunks.chunks().get(0);
    Bytes content = first.content();
    if (!first.type().equals("IHDR") || content.length() != LENGTH) {
      throw Refusal.damaged("it does not begin with its header");
    }
    first.requireChecksum();
    PngHeader header =
        new PngHeader(content.u32be(0), content.u32be(4), content.u8(8), content.u8(9));
    if (!header.depthFitsColourType() || content.u8(10) != 0 || content.u8(11) != 0) {
      throw Refusal.damaged("its header names an unknown way of coding");
    }
    return header;
  }

  boolean indexed() {
    return colourType == 3;
  }

  boolean grey() {
    return colourType == 0 || colourType == 4;
  }

  int bitsPerPixel() {
    return switch (colourType) {
      case 2 -> 3 * depth;
      case 4 -> 2 * depth;
      case 6 -> 4 * depth;
      default -> depth;
    };
  }

  /** Returns whether the stored samples are the bytes of the answer. */
  boolean plainRgb() {
    return colourType == 2 && depth == 8;
  }

  private boolean depthFitsColourType() {
    boolean narrow = depth == 1 || depth == 2 || depth == 4;
    return switch (colourType) {
      case 0 -> narrow || depth == 8 || depth == 16;
      case 3 -> narrow || depth == 8;
      case 2, 4, 6 -> depth == 8 || depth == 16;
      default -> false;
    };
  }
}

package io.prelabel.integration.picture;

/**
 * A JPEG's frame header (ITU-T T.81, B.2.2).
 *
 * @param marker 0xC0 to 0xCF, which tells the coding process
 * @param precision bits of a sample
 * @param componentIds one character per component
 */
record JpegFrame(int marker, int precision, int height, int width, String componentIds) {
  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;
  private static final int PROGRESSIVE = 0xC2;

  static JpegFrame of(int marker, Bytes content) {
    int components = content.u8(5);
    StringBuilder ids = new StringBuilder();
    for (int i = 0; i < components; i++) {
      ids.append((char) content.u8(6 + 3 * i));
    }
    return new JpegFrame(marker, content.u8(0), content.u16be(1), content.u16be(3), ids.toString());
  }

  /** SOF0 to SOF15; the three numbers between them that are other markers are left out. */
  static boolean startsWith(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  int components() {
    return componentIds.length();
  }

  boolean progressive() {
    return marker == PROGRESSIVE;
  }

  void requireReadable() {
    if (marker != BASELINE && marker != EXTENDED && marker != PROGRESSIVE) {
      throw Refusal.unsupported(
          marker > 0xC8 ? "jpeg with arithmetic coding" : "jpeg, lossless or hierarchical");
    }
    if (precision != 8) {
      throw Refusal.unsupported("jpeg of %d bits".formatted(precision));
    }
    if (components() != 1 && components() != 3 && components() != 4) {
      throw Refusal.unsupported("jpeg of %d components".formatted(components()));
    }
  }
}

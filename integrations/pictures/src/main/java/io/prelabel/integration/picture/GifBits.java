package io.prelabel.integration.picture;

/** The bits in a chain of GIF data sub-blocks, lowest first (GIF89a specification, section 15). */
final class GifBits {
  private final Bytes data;
  private long at;
  private int leftInBlock;
  private int bits;
  private int count;

  GifBits(Bytes data) {
    this.data = data;
  }

  /** Returns the next number of so many bits, at most 12. */
  int next(int width) {
    while (count < width) {
      bits |= nextByte() << count;
      count += 8;
    }
    int number = bits & ((1 << width) - 1);
    bits >>>= width;
    count -= width;
    return number;
  }

  private int nextByte() {
    if (leftInBlock == 0) {
      leftInBlock = data.u8(at++);
      if (leftInBlock == 0) {
        throw Refusal.truncated();
      }
    }
    leftInBlock--;
    return data.u8(at++);
  }
}

package io.prelabel.integration.picture;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes in memory for a reader that takes zeros where its input ends: a read behind the end is
 * refused as "truncated" by an exception that such a reader does not catch.
 */
final class GuardedInput extends ImageInputStreamImpl {
  private final byte[] bytes;

  GuardedInput(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    requireMore();
    bitOffset = 0;
    return bytes[(int) streamPos++] & 0xFF;
  }

  @Override
  public int read(byte[] to, int from, int length) {
    if (length == 0) {
      return 0;
    }
    requireMore();
    bitOffset = 0;
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, to, from, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  private void requireMore() {
    if (streamPos >= bytes.length) {
      throw Refusal.truncated();
    }
  }
}

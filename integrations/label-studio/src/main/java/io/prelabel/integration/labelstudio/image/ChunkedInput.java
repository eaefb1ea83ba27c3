package io.prelabel.integration.labelstudio.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** Reads a body in the chunked transfer coding (RFC 9112, section 7.1); trailers are not read. */
final class ChunkedInput extends InputStream {
  private static final int LONGEST_SIZE_LINE = 1024;

  private final InputStream in;
  private long left;
  private boolean first = true;
  private boolean ended;

  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the body ends within a chunk");
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (!first && !ResponseHead.line(in, LONGEST_SIZE_LINE).isEmpty()) {
      throw new ProtocolException("a chunk is longer than it says");
    }
    first = false;
    String size = ResponseHead.line(in, LONGEST_SIZE_LINE).split(";", 2)[0].strip();
    if (!size.matches("[0-9A-Fa-f]{1,15}")) {
      throw new ProtocolException("not the size of a chunk");
    }
    left = Long.parseLong(size, 16);
    ended = left == 0;
  }
}

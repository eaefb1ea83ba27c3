package io.prelabel.integration.picture.vp8;

import java.io.EOFException;
import java.io.IOException;

/**
 * A key frame's header (RFC 6386, sections 9 and 19.2).
 *
 * @param width pixels, 1 to 16383
 * @param height pixels, 1 to 16383
 * @param quantizers one per segment
 * @param coefficientProbabilities see {@link CoefficientProbabilities}
 * @param skipProbability that a macroblock has coefficients, or -1 where none says so
 * @param modes the first partition, at the first macroblock
 * @param partitions of coefficients; macroblock row r is in number r modulo their count
 */
record FrameHeader(
    int width,
    int height,
    Segments segments,
    FilterHeader filter,
    Quantizer[] quantizers,
    short[] coefficientProbabilities,
    int skipProbability,
    BoolDecoder modes,
    BoolDecoder[] partitions) {
  private static final int TAG_AND_SIZE = 10;

  static FrameHeader read(byte[] data) throws IOException {
    if (data.length < TAG_AND_SIZE) {
      throw new EOFException("the VP8 data end in their header");
    }
    int tag = u24(data, 0);
    if ((tag & 1) != 0 || u24(data, 3) != 0x2A019D) {
      throw new IOException("not a VP8 key frame");
    }
    int width = u24(data, 6) & 0x3FFF;
    int height = (u24(data, 7) >> 8) & 0x3FFF;
    int firstEnd = end(data, TAG_AND_SIZE, tag >> 5);
    BoolDecoder in = new BoolDecoder(data, TAG_AND_SIZE, firstEnd);
    in.number(2); // colour space and clamping, which change nothing
    Segments segments = Segments.read(in);
    FilterHeader filter = FilterHeader.read(in);
    BoolDecoder[] partitions = partitions(data, firstEnd, 1 << in.number(2));
    Quantizer[] quantizers = Quantizer.read(in, segments);
    in.flag(); // whether later frames keep the probabilities
    short[] probabilities = probabilities(in);
    int skipProbability = in.flag() ? in.number(8) : -1;
    return new FrameHeader(
        width,
        height,
        segments,
        filter,
        quantizers,
        probabilities,
        skipProbability,
        in,
        partitions);
  }

  int macroblockColumns() {
    return (width + 15) / 16;
  }

  int macroblockRows() {
    return (height + 15) / 16;
  }

  private static short[] probabilities(BoolDecoder in) throws EOFException {
    short[] probabilities = CoefficientProbabilities.DEFAULT.clone();
    for (int i = 0; i < probabilities.length; i++) {
      if (in.bit(CoefficientUpdates.PROBABILITY[i])) {
        probabilities[i] = (short) in.number(8);
      }
    }
    return probabilities;
  }

  /** Sizes of all but the last partition come first, in three bytes each. */
  private static BoolDecoder[] partitions(byte[] data, int sizes, int count) throws EOFException {
    BoolDecoder[] partitions = new BoolDecoder[count];
    int start = end(data, sizes, 3 * (count - 1));
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      int end = last ? data.length : end(data, start, u24(data, sizes + 3 * i));
      partitions[i] = new BoolDecoder(data, start, end);
      start = end;
    }
    return partitions;
  }

  private static int end(byte[] data, int start, int size) throws EOFException {
    if (size > data.length - start) {
      throw new EOFException("a VP8 partition ends early");
    }
    return start + size;
  }

  private static int u24(byte[] data, int at) {
    return (data[at] & 0xFF) | (data[at + 1] & 0xFF) << 8 | (data[at + 2] & 0xFF) << 16;
  }
}

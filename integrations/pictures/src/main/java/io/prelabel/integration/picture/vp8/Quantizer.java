package io.prelabel.integration.picture.vp8;

import java.io.EOFException;

/**
 * What a segment's coefficients are multiplied by (RFC 6386, sections 9.6 and 14.1), for the first
 * coefficient of a block ("dc") and the others ("ac"); y2 is the block of the others' averages.
 */
record Quantizer(int yDc, int yAc, int y2Dc, int y2Ac, int uvDc, int uvAc) {
  static Quantizer[] read(BoolDecoder in, Segments segments) throws EOFException {
    int ofFrame = in.number(7);
    int[] deltas = new int[5];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = in.optionalSigned(4);
    }
    Quantizer[] quantizers = new Quantizer[Segments.COUNT];
    for (int i = 0; i < quantizers.length; i++) {
      quantizers[i] = of(segments.quantizer(i, ofFrame), deltas);
    }
    return quantizers;
  }

  private static Quantizer of(int q, int[] deltas) {
    return new Quantizer(
        step(QuantizerSteps.DC, q + deltas[0]),
        step(QuantizerSteps.AC, q),
        2 * step(QuantizerSteps.DC, q + deltas[1]),
        Math.max(8, step(QuantizerSteps.AC, q + deltas[2]) * 155 / 100),
        Math.min(132, step(QuantizerSteps.DC, q + deltas[3])),
        step(QuantizerSteps.AC, q + deltas[4]));
  }

  private static int step(short[] steps, int index) {
    return steps[Math.max(0, Math.min(127, index))];
  }
}

package io.prelabel.integration.self1e.image;

/**
 * Pillow's bicubic resampling weights along one axis, as fixed-point numbers: for each output
 * position the first input position that counts, and the weights from there on.
 *
 * <p>Formula: Pillow 12, {@code Resample.c}, {@code precompute_coeffs} and {@code
 * normalize_coeffs_8bpc}. The kernel is Keys' cubic with a = -0.5, stretched by the down-scale
 * factor, which is what smooths ("antialias").
 */
final class BicubicWeights {
  /** Fractional bits of a weight: 32 less 8 for the pixel and 2 for overshoot. */
  static final int FRACTION_BITS = 22;

  private static final double A = -0.5;
  private static final double SUPPORT = 2.0;

  final int[] first;
  final int[][] weights;

  private BicubicWeights(int outputs) {
    first = new int[outputs];
    weights = new int[outputs][];
  }

  /** Returns the weights that take {@code inputs} samples to {@code outputs} samples. */
  static BicubicWeights of(int inputs, int outputs) {
    BicubicWeights result = new BicubicWeights(outputs);
    double scale = (double) inputs / outputs;
    double stretch = Math.max(scale, 1.0);
    double support = SUPPORT * stretch;
    for (int i = 0; i < outputs; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(inputs, (int) (centre + support + 0.5));
      result.first[i] = first;
      result.weights[i] = normalised(first, end, centre, stretch);
    }
    return result;
  }

  private static int[] normalised(int first, int end, double centre, double stretch) {
    double[] raw = new double[end - first];
    double sum = 0;
    for (int k = 0; k < raw.length; k++) {
      raw[k] = cubic((k + first - centre + 0.5) * (1.0 / stretch));
      sum += raw[k];
    }
    int[] fixed = new int[raw.length];
    for (int k = 0; k < raw.length; k++) {
      double scaled = (sum == 0 ? raw[k] : raw[k] / sum) * (1 << FRACTION_BITS);
      fixed[k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5); // half away from zero
    }
    return fixed;
  }

  private static double cubic(double x) {
    double distance = Math.abs(x);
    if (distance < 1.0) {
      return ((A + 2.0) * distance - (A + 3.0)) * distance * distance + 1;
    }
    if (distance < 2.0) {
      return (((distance - 5) * distance + 8) * distance - 4) * A;
    }
    return 0.0;
  }
}

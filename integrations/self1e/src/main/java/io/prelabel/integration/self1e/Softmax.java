package io.prelabel.integration.self1e;

import java.util.Arrays;
import java.util.List;

/** Turns logits, or log-likelihoods, into shares. */
final class Softmax {
  private Softmax() {}

  /** Returns one share per number, each in [0, 1], together 1. */
  static List<Double> shares(double... logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double[] powers = Arrays.stream(logits).map(each -> Math.exp(each - largest)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).mapToObj(each -> each / sum).toList();
  }
}

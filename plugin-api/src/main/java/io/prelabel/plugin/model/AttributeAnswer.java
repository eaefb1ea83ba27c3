package io.prelabel.plugin.model;

import java.util.List;

/**
 * What a model says about an attribute of one picture.
 *
 * @param attribute the question
 * @param shares one per answer of the attribute, in its order, each in [0, 1], together 1
 */
public record AttributeAnswer(Attribute attribute, List<Double> shares) {
  private static final double ROUNDING = 1e-6;

  public AttributeAnswer {
    shares = List.copyOf(shares);
    double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
    boolean areShares =
        shares.size() == attribute.answers().size()
            && shares.stream().allMatch(share -> share >= 0 && share <= 1)
            && Math.abs(sum - 1) <= ROUNDING;
    if (!areShares) {
      throw new IllegalArgumentException(
          "attribute \"%s\": %s are not the shares of %d answers"
              .formatted(attribute.name(), shares, attribute.answers().size()));
    }
  }

  /** Returns the answer with the largest share; the first of equals. */
  public String best() {
    int best = 0;
    for (int i = 1; i < shares.size(); i++) {
      best = shares.get(i) > shares.get(best) ? i : best;
    }
    return attribute.answers().get(best);
  }
}

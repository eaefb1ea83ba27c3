package io.prelabel.service.eval;

/**
 * Where a threshold is, and where it would be best on the pictures that were looked at. On others
 * the gain is smaller, as it always is where a choice is judged by what it was made from.
 *
 * @param current as the prompt set has it; 0 where the presence question is off
 * @param best the same where nothing is better
 */
public record ThresholdAdvice(Curve.Point current, Curve.Point best) {
  /** Returns by how much the figure rises; 0 where the threshold should stay. */
  public double gain() {
    return best.value() - current.value();
  }
}

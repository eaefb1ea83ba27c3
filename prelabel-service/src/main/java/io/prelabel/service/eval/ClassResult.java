package io.prelabel.service.eval;

import java.util.Optional;

/**
 * What was found of one class, over all pictures.
 *
 * @param name of the class
 * @param asSet how well masks fit, as a run gives them
 * @param ungated how well they fit without the presence question
 * @param outcome how often a run says that the class is there (outcome {@code PRESENT})
 * @param question what the presence question alone says, at the class's threshold (or 0, always
 *     yes, where it is off); empty where the model knows none
 * @param mask mean IoU over the pairs where the class is there, by mask threshold, without the
 *     presence question; empty where it is nowhere
 * @param presence F1 of the presence question alone, by presence threshold; empty where it was not
 *     answered, or the class is nowhere
 * @param isGated whether the prompt set asks the presence question
 */
public record ClassResult(
    String name,
    IouScores asSet,
    IouScores ungated,
    Confusion outcome,
    Optional<Confusion> question,
    Optional<Sweep> mask,
    Optional<Sweep> presence,
    boolean isGated) {
  /** A figure at many thresholds, and what follows from it. */
  public record Sweep(Curve curve, ThresholdAdvice advice) {}
}

package io.prelabel.service.eval;

import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.Outcome;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One class in one picture: what was found, beside what is there.
 *
 * @param target what is there; decided
 * @param found the mask as a run gives it, by the prompt set's thresholds
 * @param outcome as a run gives it
 * @param presence as the model answered; empty where it knows no such question
 * @param score of the prediction as a run gives it
 * @param asSet how far {@code found} fits
 * @param ungated how far the mask fits that the model gives when it isn't first asked whether the
 *     class is there
 * @param trials IoU of that mask cut at each of {@link CutTally#TRIALS}; none where the class is
 *     not there
 */
record PairResult(
    String fileName,
    String className,
    Target target,
    Mask found,
    Outcome outcome,
    OptionalDouble presence,
    double score,
    OverlapCount asSet,
    OverlapCount ungated,
    List<Double> trials) {
  boolean isThere() {
    return target.isThere();
  }
}

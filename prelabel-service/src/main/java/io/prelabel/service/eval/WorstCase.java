package io.prelabel.service.eval;

import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.model.Outcome;
import java.util.OptionalDouble;

/**
 * A pair to look at.
 *
 * @param target what is there
 * @param found what a run finds
 * @param score of the prediction, in [0, 1]
 */
public record WorstCase(
    String fileName,
    String className,
    Target target,
    Mask found,
    Outcome outcome,
    double iou,
    OptionalDouble presence,
    double score) {
  static WorstCase of(PairResult pair) {
    return new WorstCase(
        pair.fileName(),
        pair.className(),
        pair.target(),
        pair.found(),
        pair.outcome(),
        pair.asSet().iou(),
        pair.presence(),
        pair.score());
  }
}

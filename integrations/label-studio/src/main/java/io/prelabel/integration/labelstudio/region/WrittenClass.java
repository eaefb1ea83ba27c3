package io.prelabel.integration.labelstudio.region;

import java.util.OptionalDouble;

/**
 * What became of one class's answer.
 *
 * @param className the class
 * @param regions how many were written; for a choice 1 where it was made
 * @param partsLeftOut how many parts went beyond the limits; for a choice 1 where a likelier one
 *     took its place
 * @param iou of all that was written with the mask, in [0, 1]; empty where there is no mask to
 *     draw, or it is a choice
 */
public record WrittenClass(String className, int regions, int partsLeftOut, OptionalDouble iou) {}

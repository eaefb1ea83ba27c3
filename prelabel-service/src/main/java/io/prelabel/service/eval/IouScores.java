package io.prelabel.service.eval;

import java.util.OptionalDouble;

/**
 * How well masks fit, over pairs of image and class.
 *
 * <p>gIoU and cIoU are those of LISA (arXiv 2308.00692, section 4.1), which the SELF1E paper
 * reports: gIoU is the mean of the pairs' IoU, cIoU the sum of intersections over the sum of
 * unions, so that large objects weigh more in it.
 *
 * @param pairs how many were compared
 * @param gIou mean IoU of all pairs, 1 for a pair where both masks are empty; empty without a pair
 * @param cIou over all pairs; empty where every mask of both sides is
 * @param there pairs where the class is there
 * @param meanIouThere mean IoU of these, a missed object counting 0; empty where there are none
 * @param cIouThere cIoU of these; empty where there are none
 */
public record IouScores(
    long pairs,
    OptionalDouble gIou,
    OptionalDouble cIou,
    long there,
    OptionalDouble meanIouThere,
    OptionalDouble cIouThere) {}

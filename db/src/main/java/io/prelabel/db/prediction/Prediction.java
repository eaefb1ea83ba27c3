package io.prelabel.db.prediction;

import io.prelabel.plugin.mask.Box;
import io.prelabel.plugin.model.MaskPrediction;
import java.time.Instant;

/**
 * What a model said about one class in one image of a run, as it is stored.
 *
 * @param classPosition position of the class in its prompt set
 * @param answer the mask, the scores, and the logits to cut again from
 * @param area of the mask in pixels
 * @param box around the mask; all zero for an empty one
 */
public record Prediction(
    long id,
    long runId,
    long imageId,
    int classPosition,
    MaskPrediction answer,
    long area,
    Box box,
    String modelVersion,
    String promptSetVersion,
    Instant createdAt) {}

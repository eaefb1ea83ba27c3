package io.prelabel.batch.inference;

import io.prelabel.plugin.model.ImageAnswer;

/**
 * What came back for one request.
 *
 * @param answer to all questions of the request
 * @param waitMillis from submitting the request until its batch began
 * @param inferenceMillis duration of the batch
 * @param batchSize requests in the batch
 */
public record Inference(
    ImageAnswer answer, double waitMillis, double inferenceMillis, int batchSize) {}

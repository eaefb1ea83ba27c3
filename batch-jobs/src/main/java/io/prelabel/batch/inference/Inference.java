package io.prelabel.batch.inference;

import io.prelabel.plugin.model.PromptAnswer;
import java.util.List;

/**
 * What came back for one request.
 *
 * @param answers one per prompt, in the order asked
 * @param waitMillis from submitting the request until its batch began
 * @param inferenceMillis duration of the batch
 * @param batchSize requests in the batch
 */
public record Inference(
    List<PromptAnswer> answers, double waitMillis, double inferenceMillis, int batchSize) {}

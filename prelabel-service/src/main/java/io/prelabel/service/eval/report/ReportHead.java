package io.prelabel.service.eval.report;

import java.time.Instant;

/**
 * What was evaluated.
 *
 * @param modelVersion what answered
 * @param promptSetVersion what it was asked
 * @param checkpoint the model's folder, as it was given
 * @param images the folder of pictures, as it was given
 * @param truth the file, as it was given
 * @param prompts the file or the words, as they were given
 * @param at when the evaluation ended
 */
public record ReportHead(
    String modelVersion,
    String promptSetVersion,
    String checkpoint,
    String images,
    String truth,
    String prompts,
    Instant at) {}

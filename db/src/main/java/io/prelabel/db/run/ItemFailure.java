package io.prelabel.db.run;

import io.prelabel.plugin.FailureCategory;

/**
 * Why an image could not be labeled.
 *
 * @param text one sentence for people
 */
public record ItemFailure(FailureCategory category, String text) {}

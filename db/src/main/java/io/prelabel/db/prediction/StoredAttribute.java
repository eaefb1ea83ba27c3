package io.prelabel.db.prediction;

import io.prelabel.plugin.model.AttributeAnswer;

/** What a run says about an attribute of one image, as it is stored. */
public record StoredAttribute(long runId, long imageId, AttributeAnswer answer) {}

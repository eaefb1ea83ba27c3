package io.prelabel.db.model;

import io.prelabel.plugin.model.ModelVersion;
import java.time.Instant;

/**
 * A model that has been loaded at least once.
 *
 * @param checkpoint where it was loaded from first; for people
 */
public record StoredModel(long id, ModelVersion version, String checkpoint, Instant createdAt) {}

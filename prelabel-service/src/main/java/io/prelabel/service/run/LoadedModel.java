package io.prelabel.service.run;

import io.prelabel.plugin.model.ModelVersion;

/**
 * The model that new runs use.
 *
 * @param checkpoint where it was loaded from, for people
 */
public record LoadedModel(ModelVersion version, String checkpoint) {}

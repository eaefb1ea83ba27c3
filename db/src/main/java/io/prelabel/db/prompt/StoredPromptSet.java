package io.prelabel.db.prompt;

import io.prelabel.plugin.model.PromptSet;
import java.time.Instant;

/**
 * A prompt set with its place in the database; never changes.
 *
 * @param name what people call it; several may share one
 * @param version that of the content, {@link PromptSet#version()}
 */
public record StoredPromptSet(
    long id, String name, String version, PromptSet promptSet, Instant createdAt) {}

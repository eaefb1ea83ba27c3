package io.prelabel.plugin.model;

import io.prelabel.plugin.mask.LogitGrid;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model says to one prompt about one picture.
 *
 * @param prompt the prompt that was asked
 * @param presence probability in [0, 1] that the thing is in the picture at all, or empty where the
 *     model was not asked
 * @param logits where it is; empty only where the presence alone ruled the thing out
 */
public record PromptAnswer(Prompt prompt, OptionalDouble presence, Optional<LogitGrid> logits) {}

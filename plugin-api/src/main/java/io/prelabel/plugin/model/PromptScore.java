package io.prelabel.plugin.model;

import java.util.OptionalDouble;

/**
 * What one of a class's prompts contributed.
 *
 * @param prompt the prompt that was asked
 * @param presence probability in [0, 1] that the thing is there at all, or empty where not asked
 * @param maskScore mean probability of the cells above the class's threshold at the time it was
 *     asked, from this prompt's logits alone, 0 where none is; empty where its mask was not asked
 *     for, so that it has no part in the logits of the class
 */
public record PromptScore(Prompt prompt, OptionalDouble presence, OptionalDouble maskScore) {}

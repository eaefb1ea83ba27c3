package io.prelabel.batch.reuse;

import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptAnswer;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the answer to one prompt of a class is come by.
 *
 * @param presence what is known of it; empty where it is asked now, or never
 * @param asked what the model is asked; empty where the presence that is known rules the mask out
 */
record PromptPlan(Prompt prompt, OptionalDouble presence, Optional<AskedPrompt> asked) {
  /** Asks everything. */
  static PromptPlan ask(AskedPrompt asked) {
    return new PromptPlan(asked.prompt(), OptionalDouble.empty(), Optional.of(asked));
  }

  /** Asks for the mask alone, and only where the presence allows one. */
  static PromptPlan mask(Prompt prompt, OptionalDouble presence, boolean passes) {
    AskedPrompt withoutGate = new AskedPrompt(prompt, OptionalDouble.empty());
    return new PromptPlan(prompt, presence, passes ? Optional.of(withoutGate) : Optional.empty());
  }

  /** Returns the answer of a prompt that was not asked. */
  PromptAnswer known() {
    return new PromptAnswer(prompt, presence, Optional.empty());
  }

  /** Returns the answer of a prompt that was asked. */
  PromptAnswer with(PromptAnswer answer) {
    return presence.isPresent() ? new PromptAnswer(prompt, presence, answer.logits()) : answer;
  }
}

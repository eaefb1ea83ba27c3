package io.prelabel.plugin.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * One class that people want labeled, and what the model is asked for it.
 *
 * @param name what people see; not blank; unique in its set
 * @param prompts at least one; their answers are combined by the maximum of their logits
 * @param threshold probability above which a pixel belongs to the mask, between 0 and 1, both
 *     excluded
 * @param presenceThreshold probability from 0 to 1 that the thing is there at all, below which no
 *     mask is asked for and the class is absent; empty where that is never asked
 * @param minimumArea masks (or parts, where {@code split}) of fewer pixels are dropped; 0 keeps all
 * @param split whether each connected part becomes an annotation of its own
 * @param colour {@code #rrggbb} to draw it in, or empty to let the program choose
 */
public record ClassPrompt(
    String name,
    List<Prompt> prompts,
    double threshold,
    OptionalDouble presenceThreshold,
    int minimumArea,
    boolean split,
    Optional<String> colour) {
  /** The model's own boundary: as likely as not. */
  public static final double DEFAULT_THRESHOLD = 0.5;

  /** As likely there as not. */
  public static final double DEFAULT_PRESENCE_THRESHOLD = 0.5;

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  public ClassPrompt {
    name = name.strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a class needs a name");
    }
    prompts = List.copyOf(prompts);
    if (prompts.isEmpty()) {
      throw new IllegalArgumentException("class \"%s\" has no prompt".formatted(name));
    }
    if (!(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(
          "class \"%s\": threshold %s is not between 0 and 1".formatted(name, threshold));
    }
    if (presenceThreshold.isPresent()
        && !(presenceThreshold.getAsDouble() >= 0 && presenceThreshold.getAsDouble() <= 1)) {
      throw new IllegalArgumentException(
          "class \"%s\": presence threshold %s is not from 0 to 1"
              .formatted(name, presenceThreshold.getAsDouble()));
    }
    if (minimumArea < 0) {
      throw new IllegalArgumentException(
          "class \"%s\": minimum area %d is negative".formatted(name, minimumArea));
    }
    if (colour.isPresent() && !COLOUR.matcher(colour.get()).matches()) {
      throw new IllegalArgumentException(
          "class \"%s\": colour %s is not of the form #rrggbb".formatted(name, colour.get()));
    }
  }

  /** Makes a class that is asked by its own name, with the defaults for the rest. */
  public static ClassPrompt named(String name) {
    return new ClassPrompt(
        name,
        List.of(Prompt.ofClass(name)),
        DEFAULT_THRESHOLD,
        OptionalDouble.of(DEFAULT_PRESENCE_THRESHOLD),
        0,
        false,
        Optional.empty());
  }

  /**
   * Returns the presence of the class by that of its prompts: the highest; empty where one of them
   * was not asked, as an instruction can't be, since its mask may find what the others miss.
   */
  public static OptionalDouble presence(List<OptionalDouble> ofPrompts) {
    return ofPrompts.stream().allMatch(OptionalDouble::isPresent)
        ? ofPrompts.stream().mapToDouble(OptionalDouble::getAsDouble).max()
        : OptionalDouble.empty();
  }

  /** Returns whether a probability of being there at all is too low for this class. */
  public boolean rulesOut(OptionalDouble presence) {
    return presence.isPresent()
        && presenceThreshold.isPresent()
        && presence.getAsDouble() < presenceThreshold.getAsDouble();
  }

  /** Returns the class's prompts with its gate. An instruction has no thing to ask for first. */
  public List<AskedPrompt> asked() {
    return prompts.stream()
        .map(
            each ->
                new AskedPrompt(
                    each,
                    each.kind() == PromptKind.CLASS ? presenceThreshold : OptionalDouble.empty()))
        .toList();
  }

  /** Returns this class with another presence threshold; empty where it is never asked. */
  public ClassPrompt withPresence(OptionalDouble newPresenceThreshold) {
    return new ClassPrompt(
        name, prompts, threshold, newPresenceThreshold, minimumArea, split, colour);
  }

  /** Returns this class with another threshold and minimum area. */
  public ClassPrompt with(double newThreshold, int newMinimumArea) {
    return new ClassPrompt(
        name, prompts, newThreshold, presenceThreshold, newMinimumArea, split, colour);
  }
}

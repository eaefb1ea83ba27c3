package io.prelabel.plugin.model;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * All that a run asks about each picture, immutable. Equal content gives an equal {@link
 * #version()}, wherever and whenever it was written down.
 *
 * @param classes at least one, names unique; the order is kept and is that of exports
 * @param attributes questions about a picture as a whole, names unique; may be empty
 * @param templates in which prompts are put; none for a kind of prompt means the model's default
 * @param tiling how finely pictures are looked at
 */
public record PromptSet(
    List<ClassPrompt> classes,
    List<Attribute> attributes,
    List<PromptTemplate> templates,
    Tiling tiling) {
  public PromptSet {
    classes = List.copyOf(classes);
    attributes = List.copyOf(attributes);
    templates = List.copyOf(templates);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a prompt set needs at least one class");
    }
    Set<String> names = new HashSet<>();
    for (ClassPrompt each : classes) {
      if (!names.add(each.name())) {
        throw new IllegalArgumentException("two classes are named \"%s\"".formatted(each.name()));
      }
    }
    Set<String> attributeNames = new HashSet<>();
    for (Attribute each : attributes) {
      if (!attributeNames.add(each.name())) {
        throw new IllegalArgumentException(
            "two attributes are named \"%s\"".formatted(each.name()));
      }
    }
    if (new HashSet<>(templates).size() < templates.size()) {
      throw new IllegalArgumentException("a template comes twice");
    }
  }

  /** Makes a set of classes, with the defaults for the rest. */
  public static PromptSet of(List<ClassPrompt> classes) {
    return new PromptSet(classes, List.of(), List.of(), Tiling.ONE);
  }

  /** Returns what a model is asked: the prompts of all classes, one after the other. */
  public Questions questions() {
    return new Questions(
        classes.stream().flatMap(each -> each.asked().stream()).toList(), templates, attributes);
  }

  /**
   * Returns the version: {@code ps-} and the first 16 hexadecimal digits of a SHA-256 over
   * everything that changes answers. The colours do not: they only change how an answer is drawn.
   */
  public String version() {
    ContentDigest digest = new ContentDigest();
    for (ClassPrompt each : classes) {
      digest.put("class", each.name());
      put(digest, each.prompts());
      digest.put("presence", number(each.presenceThreshold()));
      digest.put("threshold", Double.toString(each.threshold()));
      digest.put("minimumArea", Integer.toString(each.minimumArea()));
      digest.put("split", Boolean.toString(each.split()));
    }
    for (Attribute each : attributes) {
      digest.put("attribute", each.name());
      put(digest, each);
    }
    templates.forEach(each -> put(digest, each));
    digest.put("tiles", tiles());
    return digest.version("ps-");
  }

  /**
   * Returns the version of what the model is asked for a class: {@code q-} and the first 16
   * hexadecimal digits of a SHA-256 over its prompts, the templates that they are put in, and the
   * tiling. Neither the name nor anything that decides without the model is part of it, so where
   * two versions are equal, an answer to one is an answer to the other.
   */
  public String questionVersion(ClassPrompt each) {
    ContentDigest digest = new ContentDigest();
    put(digest, each.prompts());
    templates.stream()
        .filter(t -> each.prompts().stream().anyMatch(prompt -> prompt.kind() == t.kind()))
        .forEach(t -> put(digest, t));
    digest.put("tiles", tiles());
    return digest.version("q-");
  }

  /**
   * Returns the version of what the model is asked for an attribute, as that of a class: over its
   * question, its answers and the tiling.
   */
  public String questionVersion(Attribute attribute) {
    ContentDigest digest = new ContentDigest();
    put(digest, attribute);
    digest.put("tiles", tiles());
    return digest.version("q-");
  }

  private static void put(ContentDigest digest, List<Prompt> prompts) {
    prompts.forEach(each -> digest.put(each.kind().name(), each.text()));
  }

  private static void put(ContentDigest digest, Attribute attribute) {
    digest.put("question", attribute.question());
    attribute.answers().forEach(answer -> digest.put("answer", answer));
  }

  private static void put(ContentDigest digest, PromptTemplate template) {
    digest.put("template " + template.kind().name(), template.question());
    digest.put("begins", template.answer());
  }

  private String tiles() {
    return tiling.most().isPresent() ? Integer.toString(tiling.most().getAsInt()) : "auto";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "off";
  }
}

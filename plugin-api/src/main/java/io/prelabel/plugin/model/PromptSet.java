package io.prelabel.plugin.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
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
    MessageDigest digest = sha256();
    for (ClassPrompt each : classes) {
      put(digest, "class", each.name());
      for (Prompt prompt : each.prompts()) {
        put(digest, prompt.kind().name(), prompt.text());
      }
      put(digest, "presence", number(each.presenceThreshold()));
      put(digest, "threshold", Double.toString(each.threshold()));
      put(digest, "minimumArea", Integer.toString(each.minimumArea()));
      put(digest, "split", Boolean.toString(each.split()));
    }
    for (Attribute each : attributes) {
      put(digest, "attribute", each.name());
      put(digest, "question", each.question());
      each.answers().forEach(answer -> put(digest, "answer", answer));
    }
    for (PromptTemplate each : templates) {
      put(digest, "template " + each.kind().name(), each.question());
      put(digest, "begins", each.answer());
    }
    put(digest, "tiles", tiling.most().isPresent() ? "" + tiling.most().getAsInt() : "auto");
    return "ps-" + HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  /** Length-prefixed, so that no two different contents can spell the same bytes. */
  private static void put(MessageDigest digest, String key, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    digest.update((key + ":" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "off";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}

package io.prelabel.service.prompts;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import java.util.List;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a class of a prompt document. */
final class ClassReader {
  private final YamlNodes nodes;
  private final YamlValues values;
  private final OptionalDouble defaultPresence;

  /**
   * Makes a reader for one document.
   *
   * @param defaultPresence the presence threshold of classes that do not give their own
   */
  ClassReader(YamlNodes nodes, YamlValues values, OptionalDouble defaultPresence) {
    this.nodes = nodes;
    this.values = values;
    this.defaultPresence = defaultPresence;
  }

  /** Reads a presence threshold, or {@code off}. */
  static OptionalDouble presence(YamlValues values, Node node) {
    return values.isWord(node, "off")
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.presence(node));
  }

  ClassPrompt read(Node item) {
    YamlMapping keys =
        nodes.mapping(
            item,
            "a class",
            "name",
            "prompts",
            "threshold",
            "presence",
            "minimum_area",
            "split",
            "colour");
    String name = values.name(keys.required("name"), "a class name");
    return new ClassPrompt(
        name,
        prompts(keys.required("prompts"), name),
        keys.optional("threshold").map(values::threshold).orElse(ClassPrompt.DEFAULT_THRESHOLD),
        keys.optional("presence").map(node -> presence(values, node)).orElse(defaultPresence),
        keys.optional("minimum_area").map(this::minimumArea).orElse(0),
        keys.optional("split").map(node -> values.truth(node, "split")).orElse(false),
        keys.optional("colour").map(values::colour));
  }

  private List<Prompt> prompts(Node node, String name) {
    List<Node> items = nodes.list(node, "prompts");
    if (items.isEmpty()) {
      throw nodes.wrong(node, "class \"%s\" has no prompt; give at least one".formatted(name));
    }
    return items.stream().map(this::prompt).toList();
  }

  private Prompt prompt(Node item) {
    if (nodes.isScalar(item)) {
      return Prompt.ofClass(values.text(item, "a prompt"));
    }
    YamlMapping keys = nodes.mapping(item, "a prompt", "text", "kind");
    return new Prompt(
        values.text(keys.required("text"), "a prompt"),
        keys.optional("kind")
            .map(node -> values.oneOf(node, "kind", PromptKind.values()))
            .orElse(PromptKind.CLASS));
  }

  private int minimumArea(Node node) {
    return values.whole(
        node,
        "minimum_area",
        0,
        Integer.MAX_VALUE,
        "minimum_area is a number of pixels, 0 or more");
  }
}

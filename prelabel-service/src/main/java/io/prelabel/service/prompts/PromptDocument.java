package io.prelabel.service.prompts;

import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns the nodes of one prompt document into a prompt set, and says in which line it can't. Every
 * rule of {@link ClassPrompt} is checked here first, because only here the line is known.
 */
final class PromptDocument {
  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 2000;

  private final String source;

  PromptDocument(String source) {
    this.source = source;
  }

  PromptSet read(String document) {
    YamlNodes nodes = new YamlNodes(source);
    YamlMapping top = nodes.mapping(nodes.compose(document), "the document", "classes");
    List<Node> items = nodes.list(top.required("classes"), "classes");
    if (items.isEmpty()) {
      throw nodes.wrong(top.required("classes"), "there is no class; name at least one");
    }
    List<ClassPrompt> classes = new ArrayList<>();
    Map<String, Integer> lineOfName = new HashMap<>();
    for (Node item : items) {
      ClassPrompt each = readClass(nodes, item);
      Integer earlier = lineOfName.putIfAbsent(each.name(), YamlNodes.line(item));
      if (earlier != null) {
        throw nodes.wrong(
            item, "class \"%s\" was already named in line %d".formatted(each.name(), earlier));
      }
      classes.add(each);
    }
    return PromptSet.of(classes);
  }

  private static ClassPrompt readClass(YamlNodes nodes, Node item) {
    YamlMapping keys =
        nodes.mapping(
            item, "a class", "name", "prompts", "threshold", "minimum_area", "split", "colour");
    String name = words(nodes, keys.required("name"), "a class name", MAX_NAME);
    return new ClassPrompt(
        name,
        readPrompts(nodes, keys.required("prompts"), name),
        keys.optional("threshold")
            .map(n -> threshold(nodes, n))
            .orElse(ClassPrompt.DEFAULT_THRESHOLD),
        OptionalDouble.of(ClassPrompt.DEFAULT_PRESENCE_THRESHOLD),
        keys.optional("minimum_area").map(n -> minimumArea(nodes, n)).orElse(0),
        keys.optional("split").map(n -> split(nodes, n)).orElse(false),
        keys.optional("colour").map(n -> colour(nodes, n)));
  }

  private static List<Prompt> readPrompts(YamlNodes nodes, Node node, String name) {
    List<Node> items = nodes.list(node, "prompts");
    if (items.isEmpty()) {
      throw nodes.wrong(node, "class \"%s\" has no prompt; give at least one".formatted(name));
    }
    return items.stream().map(item -> readPrompt(nodes, item)).toList();
  }

  private static Prompt readPrompt(YamlNodes nodes, Node item) {
    if (nodes.isScalar(item)) {
      return Prompt.ofClass(words(nodes, item, "a prompt", MAX_TEXT));
    }
    YamlMapping keys = nodes.mapping(item, "a prompt", "text", "kind");
    String text = words(nodes, keys.required("text"), "a prompt", MAX_TEXT);
    return new Prompt(
        text, keys.optional("kind").map(n -> kind(nodes, n)).orElse(PromptKind.CLASS));
  }

  /** Numbers and truth values are words too: a class may be called 7 or true. */
  private static String words(YamlNodes nodes, Node node, String what, int limit) {
    String words = nodes.isNull(node) ? "" : nodes.text(node, what).strip();
    if (words.isEmpty()) {
      throw nodes.wrong(node, what + " is empty");
    }
    if (words.length() > limit) {
      throw nodes.wrong(node, "%s is longer than %d characters".formatted(what, limit));
    }
    if (words.chars().anyMatch(Character::isISOControl)) {
      throw nodes.wrong(node, what + " contains a line break or another control character");
    }
    return words;
  }

  private static double threshold(YamlNodes nodes, Node node) {
    String text = nodes.text(node, "threshold");
    double value = nodes.hasTag(node, Tag.FLOAT, Tag.INT) ? parsed(text) : Double.NaN;
    if (!(value > 0 && value < 1)) {
      throw nodes.wrong(
          node, "threshold is a number above 0 and below 1, not \"%s\"".formatted(text));
    }
    return value;
  }

  /** YAML has numbers that Java's parser does not know ({@code .inf}); none of them is wanted. */
  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notJava) {
      return Double.NaN;
    }
  }

  private static int minimumArea(YamlNodes nodes, Node node) {
    String text = nodes.text(node, "minimum_area");
    if (!nodes.hasTag(node, Tag.INT) || !text.matches("\\+?[0-9]{1,9}")) {
      throw nodes.wrong(
          node, "minimum_area is a number of pixels, 0 or more, not \"%s\"".formatted(text));
    }
    return Integer.parseInt(text);
  }

  private static boolean split(YamlNodes nodes, Node node) {
    String text = nodes.text(node, "split");
    if (!nodes.hasTag(node, Tag.BOOL)) {
      throw nodes.wrong(node, "split is true or false, not \"%s\"".formatted(text));
    }
    return Boolean.parseBoolean(text.toLowerCase(Locale.ROOT));
  }

  private static String colour(YamlNodes nodes, Node node) {
    // An unquoted # begins a comment, so this is the mistake that people make.
    String text = nodes.isNull(node) ? "" : nodes.text(node, "colour");
    if (!text.matches("#[0-9a-fA-F]{6}")) {
      throw nodes.wrong(
          node, "colour is six hexadecimal digits in quotes, \"#rrggbb\", not \"" + text + "\"");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static PromptKind kind(YamlNodes nodes, Node node) {
    String text = nodes.text(node, "kind");
    return Optional.of(text)
        .filter(t -> t.equals("class") || t.equals("instruction"))
        .map(t -> PromptKind.valueOf(t.toUpperCase(Locale.ROOT)))
        .orElseThrow(
            () -> nodes.wrong(node, "kind is class or instruction, not \"%s\"".formatted(text)));
  }
}

package io.prelabel.service.prompts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values, each with the rule that it has to obey; failures name the line. */
final class YamlValues {
  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 2000;
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  private final YamlNodes nodes;

  YamlValues(YamlNodes nodes) {
    this.nodes = nodes;
  }

  /** Reads a name that people see. */
  String name(Node node, String what) {
    return words(node, what, MAX_NAME);
  }

  /** Reads words for a model. */
  String text(Node node, String what) {
    return words(node, what, MAX_TEXT);
  }

  /** Numbers and truth values are words too: a class may be called 7 or true. */
  private String words(Node node, String what, int limit) {
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

  /** Reads a number above 0 and below 1. */
  double threshold(Node node) {
    double value = number(node, "threshold");
    if (!(value > 0 && value < 1)) {
      throw wrong(node, "threshold is a number above 0 and below 1");
    }
    return value;
  }

  /** Reads a number from 0 to 1. */
  double presence(Node node) {
    double value = number(node, "presence");
    if (!(value >= 0 && value <= 1)) {
      throw wrong(node, "presence is a number from 0 to 1, or off");
    }
    return value;
  }

  /** Returns whether this is the word, and not something else that is spelled like it. */
  boolean isWord(Node node, String word) {
    return nodes.hasTag(node, Tag.STR) && nodes.text(node, word).equals(word);
  }

  /** YAML has numbers that Java's parser does not know ({@code .inf}); none of them is wanted. */
  private double number(Node node, String what) {
    String text = nodes.text(node, what);
    try {
      return nodes.hasTag(node, Tag.FLOAT, Tag.INT) ? Double.parseDouble(text) : Double.NaN;
    } catch (NumberFormatException notJava) {
      return Double.NaN;
    }
  }

  /** Reads a whole number from {@code least} to {@code most}; {@code rule} is said otherwise. */
  int whole(Node node, String what, int least, int most, String rule) {
    String text = nodes.text(node, what);
    boolean isWhole = nodes.hasTag(node, Tag.INT) && text.matches("\\+?[0-9]{1,9}");
    int value = isWhole ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      throw wrong(node, rule);
    }
    return value;
  }

  boolean truth(Node node, String what) {
    if (!nodes.hasTag(node, Tag.BOOL)) {
      throw wrong(node, what + " is true or false");
    }
    return Boolean.parseBoolean(nodes.text(node, what).toLowerCase(Locale.ROOT));
  }

  String colour(Node node) {
    // An unquoted # begins a comment, so this is the mistake that people make.
    String text = nodes.isNull(node) ? "" : nodes.text(node, "colour");
    if (!COLOUR.matcher(text).matches()) {
      throw nodes.wrong(
          node, "colour is six hexadecimal digits in quotes, \"#rrggbb\", not \"" + text + "\"");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** Reads one of an enumeration's words, in lower case. */
  <E extends Enum<E>> E oneOf(Node node, String what, E[] values) {
    String text = nodes.text(node, what);
    Function<E, String> word = each -> each.name().toLowerCase(Locale.ROOT);
    List<String> words = Arrays.stream(values).map(word).toList();
    if (!words.contains(text)) {
      throw wrong(node, what + " is " + words.stream().collect(Collectors.joining(" or ")));
    }
    return values[words.indexOf(text)];
  }

  private InvalidPromptsException wrong(Node node, String rule) {
    return nodes.wrong(node, "%s, not \"%s\"".formatted(rule, nodes.text(node, rule)));
  }
}

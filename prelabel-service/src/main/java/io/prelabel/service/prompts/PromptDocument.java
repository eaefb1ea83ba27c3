package io.prelabel.service.prompts;

import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptSet;
import io.prelabel.plugin.model.PromptTemplate;
import io.prelabel.plugin.model.Tiling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Turns the nodes of one prompt document into a prompt set, and says in which line it can't. Every
 * rule of {@link PromptSet} and its parts is checked while reading, because only there the line is
 * known.
 */
final class PromptDocument {
  /** Each is asked of every picture. */
  private static final int MAX_ATTRIBUTES = 100;

  /** As many as the authors' questions times their answers; each costs a pass per prompt. */
  private static final int MAX_TEMPLATES = 30;

  private final YamlNodes nodes;
  private final YamlValues values;

  PromptDocument(String source) {
    nodes = new YamlNodes(source);
    values = new YamlValues(nodes);
  }

  PromptSet read(String document) {
    YamlMapping top =
        nodes.mapping(
            nodes.compose(document),
            "the document",
            "classes",
            "presence",
            "tiles",
            "templates",
            "attributes");
    QuestionReader questions = new QuestionReader(nodes, values);
    return new PromptSet(
        classes(top),
        all(items(top, "attributes", MAX_ATTRIBUTES), questions::attribute, PromptDocument::label),
        all(items(top, "templates", MAX_TEMPLATES), questions::template, PromptDocument::label),
        top.optional("tiles").map(this::tiles).orElse(Tiling.ONE));
  }

  private List<ClassPrompt> classes(YamlMapping top) {
    OptionalDouble presence =
        top.optional("presence")
            .map(node -> ClassReader.presence(values, node))
            .orElse(OptionalDouble.of(ClassPrompt.DEFAULT_PRESENCE_THRESHOLD));
    Node node = top.required("classes");
    List<Node> items = nodes.list(node, "classes");
    if (items.isEmpty()) {
      throw nodes.wrong(node, "there is no class; name at least one");
    }
    ClassReader reader = new ClassReader(nodes, values, presence);
    return all(items, reader::read, PromptDocument::label);
  }

  private List<Node> items(YamlMapping top, String key, int most) {
    Optional<Node> node = top.optional(key);
    List<Node> items = node.map(each -> nodes.list(each, key)).orElse(List.of());
    if (items.size() > most) {
      throw nodes.wrong(items.get(most), "there are more than %d %s".formatted(most, key));
    }
    return items;
  }

  /**
   * Reads all items, of which no two may be the same.
   *
   * @param label says for people what an item is; equal for two that are the same
   */
  private <T> List<T> all(List<Node> items, Function<Node, T> reader, Function<T, String> label) {
    List<T> read = new ArrayList<>();
    Map<String, Integer> lineOfLabel = new HashMap<>();
    for (Node item : items) {
      T each = reader.apply(item);
      Integer earlier = lineOfLabel.putIfAbsent(label.apply(each), YamlNodes.line(item));
      if (earlier != null) {
        throw nodes.wrong(
            item, "%s was already given in line %d".formatted(label.apply(each), earlier));
      }
      read.add(each);
    }
    return read;
  }

  private Tiling tiles(Node node) {
    if (values.isWord(node, "auto")) {
      return Tiling.AUTO;
    }
    return Tiling.atMost(
        values.whole(
            node,
            "tiles",
            1,
            Tiling.LIMIT,
            "tiles is a number from 1 to %d, or auto".formatted(Tiling.LIMIT)));
  }

  private static String label(ClassPrompt each) {
    return "class \"%s\"".formatted(each.name());
  }

  private static String label(Attribute attribute) {
    return "attribute \"%s\"".formatted(attribute.name());
  }

  private static String label(PromptTemplate template) {
    return "the template \"%s\" with \"%s\" for kind %s"
        .formatted(
            template.question(),
            template.answer(),
            template.kind().name().toLowerCase(Locale.ROOT));
  }
}

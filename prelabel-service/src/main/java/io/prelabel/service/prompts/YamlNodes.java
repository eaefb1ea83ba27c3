package io.prelabel.service.prompts;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML into nodes and answers questions about them; failures name the line. */
final class YamlNodes {
  private static final int MAX_DEPTH = 20;

  private final String source;
  private final LoadSettings settings;

  YamlNodes(String source) {
    this.source = source;
    this.settings = LoadSettings.builder().setLabel(source).setSchema(new CoreSchema()).build();
  }

  /** Returns the root of the one document. */
  Node compose(String document) {
    String text = withoutTabs(document);
    try {
      checkShape(text);
      return new Compose(settings)
          .composeString(text)
          .orElseThrow(() -> new InvalidPromptsException(source, "the document is empty"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new InvalidPromptsException(source, line, oneLine(e.getProblem()));
    } catch (YamlEngineException e) {
      throw new InvalidPromptsException(source, oneLine(String.valueOf(e.getMessage())));
    }
  }

  /** JSON may be indented by tabs, which YAML refuses; inside its strings there are none. */
  private static String withoutTabs(String document) {
    return document.stripLeading().startsWith("{") ? document.replace('\t', ' ') : document;
  }

  /** Events come without recursion and expand nothing, so this is safe on any input. */
  private void checkShape(String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
      if (event instanceof AliasEvent) {
        throw new InvalidPromptsException(source, line, "aliases (*) are not supported; repeat it");
      } else if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
        throw new InvalidPromptsException(source, line, "lists are nested too deeply");
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  /** Returns the node as a mapping; a key that is not known or comes twice is refused. */
  YamlMapping mapping(Node node, String what, String... known) {
    String keys = String.join(", ", known);
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, "%s is a mapping with the keys %s".formatted(what, keys));
    }
    Map<String, Node> values = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      String key = keyNode instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!Arrays.asList(known).contains(key)) {
        throw wrong(keyNode, "unknown key \"%s\"; %s has the keys %s".formatted(key, what, keys));
      }
      if (values.put(key, tuple.getValueNode()) != null) {
        throw wrong(keyNode, "\"%s\" is given twice".formatted(key));
      }
    }
    return new YamlMapping(this, node, what, values);
  }

  List<Node> list(Node node, String what) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw wrong(node, what + " is a list");
  }

  boolean isScalar(Node node) {
    return node instanceof ScalarNode;
  }

  boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  boolean hasTag(Node node, Tag... tags) {
    return Arrays.asList(tags).contains(node.getTag());
  }

  /** Returns a scalar as it is written. */
  String text(Node node, String what) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node, what + " is a single value, not a list or mapping");
  }

  InvalidPromptsException wrong(Node node, String problem) {
    return new InvalidPromptsException(source, line(node), problem);
  }

  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String oneLine(String problem) {
    return Optional.of(problem).map(p -> p.replaceAll("\\s+", " ").strip()).orElseThrow();
  }
}

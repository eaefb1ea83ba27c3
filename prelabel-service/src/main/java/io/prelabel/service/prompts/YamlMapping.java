package io.prelabel.service.prompts;

import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** A mapping whose keys are all known, each once. */
record YamlMapping(YamlNodes nodes, Node node, String what, Map<String, Node> values) {
  Optional<Node> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Node required(String key) {
    return optional(key)
        .orElseThrow(() -> nodes.wrong(node, "%s lacks \"%s\"".formatted(what, key)));
  }
}

package io.prelabel.service.prompts;

import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptTemplate;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the attributes and the templates of a prompt document. */
final class QuestionReader {
  /** More answers than people can tell apart. */
  private static final int MAX_ANSWERS = 100;

  private final YamlNodes nodes;
  private final YamlValues values;

  QuestionReader(YamlNodes nodes, YamlValues values) {
    this.nodes = nodes;
    this.values = values;
  }

  Attribute attribute(Node item) {
    YamlMapping keys = nodes.mapping(item, "an attribute", "name", "question", "answers");
    return new Attribute(
        values.name(keys.required("name"), "an attribute's name"),
        values.text(keys.required("question"), "a question"),
        answers(keys.required("answers")));
  }

  private List<String> answers(Node node) {
    List<Node> items = nodes.list(node, "answers");
    if (items.size() < 2 || items.size() > MAX_ANSWERS) {
      throw nodes.wrong(
          node, "a question has from 2 to %d answers, not %d".formatted(MAX_ANSWERS, items.size()));
    }
    List<String> answers = new ArrayList<>();
    for (Node item : items) {
      String answer = values.name(item, "an answer");
      if (answers.contains(answer)) {
        throw nodes.wrong(item, "the answer \"%s\" is given twice".formatted(answer));
      }
      answers.add(answer);
    }
    return answers;
  }

  PromptTemplate template(Node item) {
    YamlMapping keys = nodes.mapping(item, "a template", "kind", "question", "answer");
    Node question = keys.required("question");
    String words = values.text(question, "a template's question");
    if (words.split("\\{text}", -1).length != 2) {
      throw nodes.wrong(
          question, "a template's question holds %s once".formatted(PromptTemplate.TEXT));
    }
    return new PromptTemplate(
        keys.optional("kind")
            .map(node -> values.oneOf(node, "kind", PromptKind.values()))
            .orElse(PromptKind.CLASS),
        words,
        values.text(keys.required("answer"), "a template's answer"));
  }
}

package io.prelabel.plugin.model;

import java.util.HashSet;
import java.util.List;

/**
 * A question about a picture as a whole, with the answers that it may have ("Is it day or night?").
 *
 * @param name what people see; not blank; unique in its set
 * @param question a sentence, without instructions on how to answer; not blank
 * @param answers at least two, different, none blank
 */
public record Attribute(String name, String question, List<String> answers) {
  public Attribute {
    name = name.strip();
    question = question.strip();
    answers = answers.stream().map(String::strip).toList();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an attribute needs a name");
    }
    if (question.isEmpty()) {
      throw new IllegalArgumentException("attribute \"%s\" has no question".formatted(name));
    }
    if (answers.size() < 2 || answers.contains("")) {
      throw new IllegalArgumentException(
          "attribute \"%s\" needs at least two answers, none of them blank".formatted(name));
    }
    if (new HashSet<>(answers).size() < answers.size()) {
      throw new IllegalArgumentException(
          "attribute \"%s\" has the same answer twice".formatted(name));
    }
  }
}

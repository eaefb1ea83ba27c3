package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.plugin.PluginException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads {@code merges.txt} (GPT-2's format): a line {@code #version: 0.2}, then a pair of tokens a
 * line, most important first. Read as transformers' Qwen2Tokenizer does: only the first line can be
 * the heading, blank lines don't count, a pair that comes again changes nothing.
 */
final class Merges {
  /** Seven times as many as Qwen2.5 has. */
  static final int MAXIMUM_LINES = 1 << 20;

  private static final String HEADING = "#version:";
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Path file;
  private final JsonNode vocabulary;

  private Merges(Path file, JsonNode vocabulary) {
    this.file = file;
    this.vocabulary = vocabulary;
  }

  /**
   * Returns the pairs, each an array of two.
   *
   * @param vocabulary what both tokens of a pair, and the two as one, must be found in
   * @throws PluginException {@code BAD_INPUT} with the line and the remedy
   */
  static ArrayNode read(Path file, JsonNode vocabulary) {
    // A byte that is not UTF-8 becomes U+FFFD, which no vocabulary has: found with its line.
    String text = new String(CheckpointFolder.bytes(file), StandardCharsets.UTF_8);
    return new Merges(file, vocabulary).pairs(text.lines().iterator());
  }

  private ArrayNode pairs(Iterator<String> lines) {
    ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
    Set<String> seen = new HashSet<>();
    for (int number = 1; lines.hasNext(); number++) {
      if (number > MAXIMUM_LINES) {
        throw bad(number, "is beyond the %d lines that are read".formatted(MAXIMUM_LINES));
      }
      String line = lines.next().strip();
      boolean isHeading = number == 1 && line.startsWith(HEADING);
      if (isHeading || line.isEmpty()) {
        continue;
      }
      String[] pair = BLANKS.split(line);
      check(pair, number);
      if (seen.add(pair[0] + " " + pair[1])) {
        pairs.addArray().add(pair[0]).add(pair[1]);
      }
    }
    return pairs;
  }

  private void check(String[] pair, int number) {
    if (pair.length != 2) {
      throw bad(number, "holds %d words instead of a pair of tokens".formatted(pair.length));
    }
    for (String token : new String[] {pair[0], pair[1], pair[0] + pair[1]}) {
      if (!vocabulary.has(token)) {
        throw bad(number, "needs a token that vocab.json beside it lacks");
      }
    }
  }

  private PluginException bad(int number, String problem) {
    return PluginException.badInput(
        "%s, line %d %s; download the tokenizer's files again".formatted(file, number, problem));
  }
}

package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.plugin.PluginException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens beside the vocabulary of a tokenizer without {@code tokenizer.json}, as transformers
 * finds them ({@code PreTrainedTokenizerBase._from_pretrained}): {@code added_tokens_decoder} of
 * {@code tokenizer_config.json}, and only where that is missing {@code added_tokens.json}; then
 * those special tokens that are in neither.
 */
final class AddedTokens {
  private static final String LIST = "added_tokens.json";
  private static final Pattern ID = Pattern.compile("[0-9]{1,9}");

  private final TreeMap<Integer, ObjectNode> byId = new TreeMap<>();
  private final Set<String> texts = new HashSet<>();

  private AddedTokens() {}

  /**
   * Returns the entries of {@code added_tokens}, by rising ids.
   *
   * @throws PluginException {@code BAD_INPUT} with the file, the key and the remedy
   */
  static Collection<ObjectNode> read(Path folder, SpecialTokens special, JsonNode vocabulary) {
    AddedTokens tokens = new AddedTokens();
    Path list = folder.resolve(LIST);
    if (special.settings().has(SpecialTokens.DECODER)) {
      tokens.addDecoder(special.file(), special.settings().path(SpecialTokens.DECODER));
    } else if (Files.isRegularFile(list)) {
      tokens.addList(list, special.texts());
    }
    tokens.addMissing(special, vocabulary);
    return tokens.byId.values();
  }

  /** From an id, as text, to a token with its flags. */
  private void addDecoder(Path file, JsonNode decoder) {
    for (Map.Entry<String, JsonNode> each : decoder.properties()) {
      String text = each.getValue().path("content").asString("");
      if (text.isEmpty() || !ID.matcher(each.getKey()).matches()) {
        throw PluginException.badInput(
            "%s: %s.%s is not an id with a token that has content; download it again"
                .formatted(file, SpecialTokens.DECODER, each.getKey()));
      }
      add(file, Integer.parseInt(each.getKey()), text, each.getValue());
    }
  }

  /** From a token to its id; the flags follow from whether the settings call it special. */
  private void addList(Path file, Set<String> special) {
    for (Map.Entry<String, JsonNode> each : CheckpointFolder.json(file).properties()) {
      JsonNode id = each.getValue();
      if (each.getKey().isEmpty() || !id.isInt() || id.asInt() < 0) {
        throw PluginException.badInput(
            "%s: \"%s\" has no whole number as its id; download it again"
                .formatted(file, each.getKey()));
      }
      add(file, id.asInt(), each.getKey(), flags(special.contains(each.getKey())));
    }
  }

  private void addMissing(SpecialTokens special, JsonNode vocabulary) {
    for (String text : special.texts()) {
      if (!texts.contains(text)) {
        int id = vocabulary.has(text) ? vocabulary.path(text).asInt() : nextId(vocabulary);
        add(special.file(), id, text, flags(true));
      }
    }
  }

  private int nextId(JsonNode vocabulary) {
    int last = byId.isEmpty() ? -1 : byId.lastKey();
    for (JsonNode id : vocabulary.values()) {
      last = Math.max(last, id.asInt());
    }
    return last + 1;
  }

  private void add(Path file, int id, String text, JsonNode flags) {
    boolean isSpecial = flags.path("special").asBoolean(false);
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("id", id).put("content", text).put("special", isSpecial);
    for (String flag : new String[] {"single_word", "lstrip", "rstrip"}) {
      entry.put(flag, flags.path(flag).asBoolean(false));
    }
    entry.put("normalized", flags.path("normalized").asBoolean(!isSpecial));
    if (byId.put(id, entry) != null || !texts.add(text)) {
      throw PluginException.badInput(
          "%s gives the id %d or the token %s twice; download it again".formatted(file, id, text));
    }
  }

  private static ObjectNode flags(boolean isSpecial) {
    return JsonNodeFactory.instance.objectNode().put("special", isSpecial);
  }
}

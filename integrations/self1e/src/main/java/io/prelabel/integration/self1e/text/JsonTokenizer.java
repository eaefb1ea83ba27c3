package io.prelabel.integration.self1e.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tokenizer as {@code tokenizer.json} defines it (Hugging Face tokenizers). Built in memory where
 * the checkpoint has {@code vocab.json} and {@code merges.txt} instead.
 *
 * @param file {@code tokenizer.json} or {@code vocab.json}
 * @param json the completed definition, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, to the native tokenizer and the digest
record JsonTokenizer(Path file, byte[] json, Map<String, Integer> added, int largestId)
    implements TokenizerDefinition {
  private static final Map<String, String> AS_WRITTEN =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  JsonTokenizer {
    added = Map.copyOf(added);
  }

  static JsonTokenizer read(Path file) {
    return of(file, (ObjectNode) CheckpointFolder.json(file));
  }

  static JsonTokenizer of(Path file, ObjectNode root) {
    Map<String, Integer> added = addedTokens(file, root);
    TokenizerDefinition.refuseMissing(file, added);
    complete(root, added);
    return new JsonTokenizer(
        file, root.toString().getBytes(StandardCharsets.UTF_8), added, largestId(root, added));
  }

  @Override
  public byte[] identity() {
    return json;
  }

  @Override
  public TextEncoder open() {
    try {
      return new Encoder(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), AS_WRITTEN));
    } catch (IOException | RuntimeException e) {
      throw new PluginException(
          FailureCategory.BAD_INPUT,
          "the tokenizer of %s can't be used (%s); download it again"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Map<String, Integer> addedTokens(Path file, JsonNode root) {
    Map<String, Integer> added = new LinkedHashMap<>();
    if (!root.path("added_tokens").isArray()) {
      throw PluginException.badInput(file + " has no list of added_tokens; download it again");
    }
    for (JsonNode each : root.path("added_tokens")) {
      String content = each.path("content").asString("");
      if (content.isEmpty() || !each.path("id").isInt()) {
        throw PluginException.badInput(
            file + " has an added token without content or id; download it again");
      }
      added.put(content, each.path("id").asInt());
    }
    return added;
  }

  private static void complete(ObjectNode root, Map<String, Integer> added) {
    for (String token : ADDED_BY_SELF1E) {
      if (!added.containsKey(token)) {
        int id = largestId(root, added) + 1;
        added.put(token, id);
        ObjectNode entry = ((ArrayNode) root.path("added_tokens")).addObject();
        entry.put("id", id).put("content", token).put("special", true);
        for (String flag : new String[] {"single_word", "lstrip", "rstrip", "normalized"}) {
          entry.put(flag, false);
        }
      }
    }
  }

  private static int largestId(JsonNode root, Map<String, Integer> added) {
    int last = added.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    for (JsonNode id : root.path("model").path("vocab").values()) {
      last = Math.max(last, id.asInt(-1));
    }
    return last;
  }

  private record Encoder(HuggingFaceTokenizer tokenizer) implements TextEncoder {
    @Override
    public long[] encode(String text) {
      return tokenizer.encode(text).getIds();
    }

    @Override
    public void close() {
      tokenizer.close();
    }
  }
}

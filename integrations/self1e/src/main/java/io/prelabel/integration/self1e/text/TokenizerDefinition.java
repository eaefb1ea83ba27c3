package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Unsupported;
import io.prelabel.plugin.PluginException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tokenizer as {@code tokenizer.json} defines it (Hugging Face tokenizers), completed by the
 * tokens that SELF1E adds where the file lacks them.
 *
 * @param json the completed definition, UTF-8
 * @param added every added token with its id: the texts that are never ordinary text
 * @param largestId of all tokens, added or not
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, to the native tokenizer and the digest
public record TokenizerDefinition(byte[] json, Map<String, Integer> added, int largestId) {
  static final String IMAGE = "<IMG_CONTEXT>";
  static final String SEG = "[SEG]";

  private static final List<String> REQUIRED =
      List.of(IMAGE, "<img>", "</img>", "<|im_start|>", "<|im_end|>");

  /** What a prompt is built of, beside ordinary text. */
  static final List<String> TEMPLATE_TOKENS =
      Stream.concat(REQUIRED.stream(), Stream.of(SEG)).toList();

  /** {@code [SEGT]} is never used, but it has its id and its row in the embedding table. */
  private static final String[] ADDED_BY_SELF1E = {SEG, "[SEGT]"};

  public TokenizerDefinition {
    added = Map.copyOf(added);
  }

  /**
   * Reads the tokenizer of a checkpoint.
   *
   * @throws PluginException {@code BAD_INPUT} with the file and the remedy
   */
  public static TokenizerDefinition read(CheckpointFolder folder) {
    refuseOtherForms(folder);
    Path file = folder.require(CheckpointFolder.TOKENIZER);
    ObjectNode root = (ObjectNode) CheckpointFolder.json(file);
    Map<String, Integer> added = addedTokens(file, root);
    for (String token : REQUIRED) {
      if (!added.containsKey(token)) {
        throw PluginException.badInput(
            "%s has no token %s; use the tokenizer of the InternVL model that the checkpoint was trained from"
                .formatted(file, token));
      }
    }
    complete(root, added);
    return new TokenizerDefinition(
        root.toString().getBytes(StandardCharsets.UTF_8), added, largestId(root, added));
  }

  private static void refuseOtherForms(CheckpointFolder folder) {
    if (folder.find(CheckpointFolder.TOKENIZER).isPresent()) {
      return;
    }
    if (folder.find("vocab.json").isPresent() && folder.find("merges.txt").isPresent()) {
      throw new Unsupported(
          folder.folder() + ": a tokenizer of vocab.json and merges.txt, without tokenizer.json,");
    }
    folder
        .find("tokenizer.model")
        .ifPresent(
            file -> {
              throw new Unsupported(file + ": a SentencePiece tokenizer");
            });
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
}

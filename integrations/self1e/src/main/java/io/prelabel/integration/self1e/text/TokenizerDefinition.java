package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Unsupported;
import io.prelabel.plugin.PluginException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tokenizer as {@code tokenizer.json} defines it (Hugging Face tokenizers), completed by the
 * tokens that SELF1E adds where the file lacks them. Built in memory where the checkpoint has
 * {@code vocab.json} and {@code merges.txt} instead.
 *
 * @param file where it was read from, for messages: {@code tokenizer.json} or {@code vocab.json}
 * @param json the completed definition, UTF-8
 * @param added every added token with its id: the texts that are never ordinary text
 * @param largestId of all tokens, added or not
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, to the native tokenizer and the digest
public record TokenizerDefinition(
    Path file, byte[] json, Map<String, Integer> added, int largestId) {
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
   * Reads the tokenizer of a checkpoint: of the first folder that has a whole one, never from files
   * of both.
   *
   * @throws PluginException {@code BAD_INPUT} with the file and the remedy
   */
  public static TokenizerDefinition read(CheckpointFolder checkpoint) {
    for (Path folder : checkpoint.folders()) {
      Path file = folder.resolve(CheckpointFolder.TOKENIZER);
      if (Files.isRegularFile(file)) {
        return of(file, (ObjectNode) CheckpointFolder.json(file));
      }
      if (Qwen2Tokenizer.isIn(folder)) {
        return of(folder.resolve(Qwen2Tokenizer.VOCABULARY), Qwen2Tokenizer.read(folder));
      }
    }
    throw none(checkpoint);
  }

  private static TokenizerDefinition of(Path file, ObjectNode root) {
    Map<String, Integer> added = addedTokens(file, root);
    for (String token : REQUIRED) {
      if (!added.containsKey(token)) {
        throw PluginException.badInput(
            "the tokenizer of %s has no token %s; use the tokenizer of the InternVL model that the checkpoint was trained from"
                .formatted(file, token));
      }
    }
    complete(root, added);
    return new TokenizerDefinition(
        file, root.toString().getBytes(StandardCharsets.UTF_8), added, largestId(root, added));
  }

  private static PluginException none(CheckpointFolder checkpoint) {
    Optional<Path> sentencePiece = checkpoint.find("tokenizer.model");
    if (sentencePiece.isPresent()) {
      return new Unsupported(sentencePiece.get() + ": a SentencePiece tokenizer");
    }
    return PluginException.badInput(
        "%s has neither %s nor %s with %s beside it; download the whole checkpoint, or name the folder of its base model too"
            .formatted(
                checkpoint.folder(),
                CheckpointFolder.TOKENIZER,
                Qwen2Tokenizer.VOCABULARY,
                Qwen2Tokenizer.MERGES));
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

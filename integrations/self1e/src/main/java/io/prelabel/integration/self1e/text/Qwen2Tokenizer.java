package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A byte-level BPE tokenizer that was saved as {@code vocab.json} and {@code merges.txt}, the form
 * of most published InternVL folders. Made into the {@code tokenizer.json} that transformers'
 * {@code Qwen2Converter} makes of it; what is fixed for all of them is a resource.
 */
final class Qwen2Tokenizer {
  static final String VOCABULARY = "vocab.json";
  static final String MERGES = "merges.txt";

  private static final String FIXED = "qwen2-tokenizer.json";

  /** Both split text alike; another class has the same files and another splitting. */
  private static final Set<String> CLASSES = Set.of("Qwen2Tokenizer", "Qwen2TokenizerFast");

  /** What Qwen2Tokenizer takes where its settings don't say. */
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "eos_token", "<|endoftext|>",
          "unk_token", "<|endoftext|>",
          "pad_token", "<|endoftext|>");

  private Qwen2Tokenizer() {}

  /** Returns whether a folder has both files. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(VOCABULARY))
        && Files.isRegularFile(folder.resolve(MERGES));
  }

  /**
   * Builds the definition from the files of one folder.
   *
   * @throws PluginException {@code BAD_INPUT} with the file, the line or key, and the remedy
   */
  static ObjectNode read(Path folder) {
    SpecialTokens special = SpecialTokens.read(folder, OTHERWISE);
    special.refuseOtherClass(CLASSES);
    ObjectNode root = fixed();
    ObjectNode model = (ObjectNode) root.path("model");
    JsonNode vocabulary = vocabulary(folder.resolve(VOCABULARY));
    model.set("vocab", vocabulary);
    model.set("merges", Merges.read(folder.resolve(MERGES), vocabulary));
    ArrayNode added = (ArrayNode) root.path("added_tokens");
    AddedTokens.read(folder, special, vocabulary).forEach(added::add);
    return root;
  }

  private static JsonNode vocabulary(Path file) {
    JsonNode words = CheckpointFolder.json(file);
    for (Map.Entry<String, JsonNode> each : words.properties()) {
      if (!each.getValue().isInt() || each.getValue().asInt() < 0) {
        throw PluginException.badInput(
            "%s: token \"%s\" has no whole number as its id; download it again"
                .formatted(file, each.getKey()));
      }
    }
    return words;
  }

  private static ObjectNode fixed() {
    try (InputStream in =
        Objects.requireNonNull(Qwen2Tokenizer.class.getResourceAsStream(FIXED), FIXED)) {
      return (ObjectNode) JsonMapper.shared().readTree(in.readAllBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Unsupported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings of a tokenizer without {@code tokenizer.json}, and which of its tokens they call
 * special.
 *
 * @param file {@code tokenizer_config.json}, which need not exist
 * @param settings its content; where it lists no added tokens, {@code special_tokens_map.json} goes
 *     before it, as in transformers
 * @param otherwise what the tokenizer's class takes where the settings don't say, by role
 */
record SpecialTokens(Path file, JsonNode settings, Map<String, String> otherwise) {
  /** Tokens with their flags, by id. */
  static final String DECODER = "added_tokens_decoder";

  /** In transformers' order, in which those that are nowhere else get their ids. */
  private static final String[] ROLES = {
    "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"
  };

  static SpecialTokens read(Path folder, Map<String, String> otherwise) {
    Path file = folder.resolve("tokenizer_config.json");
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    overlay(settings, file);
    if (!settings.has(DECODER)) {
      overlay(settings, folder.resolve("special_tokens_map.json"));
    }
    return new SpecialTokens(file, settings, otherwise);
  }

  private static void overlay(ObjectNode settings, Path file) {
    if (Files.isRegularFile(file)) {
      CheckpointFolder.json(file).properties().forEach(e -> settings.set(e.getKey(), e.getValue()));
    }
  }

  /**
   * Refuses a class that reads the same files otherwise.
   *
   * @throws Unsupported where the settings name another than these
   */
  void refuseOtherClass(Set<String> classes) {
    JsonNode name = settings.path("tokenizer_class");
    if (name.isString() && !classes.contains(name.asString())) {
      throw new Unsupported(
          "%s: tokenizer_class %s without tokenizer.json".formatted(file, name.asString()));
    }
  }

  /** Returns the special tokens' texts, in the order in which they would be added. */
  Set<String> texts() {
    Set<String> texts = new LinkedHashSet<>();
    for (String role : ROLES) {
      texts.add(settings.has(role) ? text(settings.path(role)) : otherwise.getOrDefault(role, ""));
    }
    settings.path("additional_special_tokens").forEach(each -> texts.add(text(each)));
    texts.remove("");
    return texts;
  }

  /** A token is written as its text, or as an object with flags. */
  private static String text(JsonNode token) {
    return token.isObject() ? token.path("content").asString("") : token.asString("");
  }
}

package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a {@code tokenizer.json} in the form of a slow tokenizer's files. */
public final class TokenizerFiles {
  private TokenizerFiles() {}

  /** Writes {@code vocab.json}, {@code merges.txt} and {@code added_tokens.json}. */
  public static void split(Path tokenizerJson, Path folder) throws IOException {
    JsonNode root = CheckpointFolder.json(tokenizerJson);
    ObjectNode added = JsonMapper.shared().createObjectNode();
    root.path("added_tokens")
        .forEach(each -> added.put(each.path("content").asString(), each.path("id").asInt()));
    String merges =
        StreamSupport.stream(root.path("model").path("merges").spliterator(), false)
            .map(pair -> pair.path(0).asString() + " " + pair.path(1).asString())
            .collect(Collectors.joining("\n", "#version: 0.2\n", "\n"));
    Files.writeString(folder.resolve("vocab.json"), root.path("model").path("vocab").toString());
    Files.writeString(folder.resolve("merges.txt"), merges);
    Files.writeString(folder.resolve("added_tokens.json"), added.toString());
  }
}

package io.prelabel.integration.self1e.text;

import ai.djl.engine.EngineException;
import ai.djl.sentencepiece.SpTokenizer;
import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Unsupported;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A SentencePiece tokenizer ({@code tokenizer.model}) with its added tokens, as InternLM2 has it:
 * read as transformers' slow tokenizer does, with the model's own settings for a leading blank and
 * for repeated ones. Nothing is put in front ({@code <s>} is not).
 *
 * @param file {@code tokenizer.model}
 * @param model its bytes
 * @param tokens the added tokens, by rising ids
 * @param largestId of all tokens
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, to the native tokenizer and the digest
record SentencePieceTokenizer(Path file, byte[] model, List<AddedToken> tokens, int largestId)
    implements TokenizerDefinition {
  static final String MODEL = "tokenizer.model";

  /** Others (LlamaTokenizer) do more to a text than the model says. */
  private static final Set<String> CLASSES = Set.of("InternLM2Tokenizer", "InternLM2TokenizerFast");

  /** What InternLM2Tokenizer takes where its settings don't say. */
  private static final Map<String, String> OTHERWISE =
      Map.of("bos_token", "<s>", "eos_token", "</s>", "unk_token", "<unk>", "pad_token", "</s>");

  SentencePieceTokenizer {
    tokens = List.copyOf(tokens);
  }

  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(MODEL));
  }

  /**
   * Reads the files of one folder.
   *
   * @throws PluginException {@code BAD_INPUT} with the file and the remedy
   */
  static SentencePieceTokenizer read(Path folder) {
    Path file = folder.resolve(MODEL);
    byte[] model = CheckpointFolder.bytes(file);
    ObjectNode pieces = SentencePieces.read(file, model);
    SpecialTokens special = SpecialTokens.read(folder, OTHERWISE);
    special.refuseOtherClass(CLASSES);
    List<AddedToken> tokens = new ArrayList<>();
    AddedTokens.read(folder, special, pieces).forEach(each -> tokens.add(token(file, each)));
    int largest = pieces.valueStream().mapToInt(id -> id.asInt()).max().orElse(-1);
    largest = Math.max(largest, tokens.stream().mapToInt(AddedToken::id).max().orElse(-1));
    for (String each : ADDED_BY_SELF1E) {
      if (tokens.stream().noneMatch(token -> token.text().equals(each))) {
        tokens.add(new AddedToken(each, ++largest, false, false));
      }
    }
    SentencePieceTokenizer result = new SentencePieceTokenizer(file, model, tokens, largest);
    TokenizerDefinition.refuseMissing(file, result.added());
    return result;
  }

  private static AddedToken token(Path file, ObjectNode entry) {
    if (entry.path("single_word").asBoolean()) {
      throw new Unsupported(
          "%s: an added token that is one only between blanks (single_word)".formatted(file));
    }
    return new AddedToken(
        entry.path("content").asString(),
        entry.path("id").asInt(),
        entry.path("lstrip").asBoolean(),
        entry.path("rstrip").asBoolean());
  }

  @Override
  public Map<String, Integer> added() {
    Map<String, Integer> added = new LinkedHashMap<>();
    tokens.forEach(each -> added.put(each.text(), each.id()));
    return added;
  }

  @Override
  public byte[] identity() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(tokens.toString().getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(model);
    return bytes.toByteArray();
  }

  @Override
  public TextEncoder open() {
    try {
      return new Encoder(new SpTokenizer(model), new AddedTokenSplitter(tokens));
    } catch (EngineException e) {
      throw SentencePieces.damaged(file, reason(e));
    } catch (LinkageError | IllegalStateException e) {
      throw new PluginException(
          FailureCategory.UNAVAILABLE,
          "%s needs the native SentencePiece library, which can't be loaded on this machine (%s)"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The native message names a source file and its line before it says what is wrong. */
  private static String reason(EngineException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return message.substring(message.lastIndexOf(']') + 1).strip();
  }

  private record Encoder(SpTokenizer tokenizer, AddedTokenSplitter splitter)
      implements TextEncoder {
    @Override
    public long[] encode(String text) {
      return splitter.encode(text, tokenizer.getProcessor()::encode);
    }

    @Override
    public void close() {
      tokenizer.close();
    }
  }
}

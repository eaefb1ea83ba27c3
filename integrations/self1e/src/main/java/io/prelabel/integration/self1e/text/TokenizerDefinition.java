package io.prelabel.integration.self1e.text;

import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.plugin.PluginException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tokenizer of a checkpoint, read and completed by the tokens that SELF1E adds where its files
 * lack them. Plain data; {@link PromptTokenizer} makes it work.
 */
public sealed interface TokenizerDefinition permits JsonTokenizer, SentencePieceTokenizer {
  String IMAGE = "<IMG_CONTEXT>";
  String SEG = "[SEG]";

  /** {@code [SEGT]} is never used, but it has its id and its row in the embedding table. */
  List<String> ADDED_BY_SELF1E = List.of(SEG, "[SEGT]");

  /** What a prompt is built of, beside ordinary text and what SELF1E adds. */
  List<String> REQUIRED = List.of(IMAGE, "<img>", "</img>", "<|im_start|>", "<|im_end|>");

  /** What a prompt is built of, beside ordinary text. */
  List<String> TEMPLATE_TOKENS = Stream.concat(REQUIRED.stream(), Stream.of(SEG)).toList();

  /** Returns where it was read from, for messages. */
  Path file();

  /** Returns bytes that differ where the ids of a text may differ. */
  byte[] identity();

  /** Returns every added token with its id: the texts that are never ordinary text. */
  Map<String, Integer> added();

  /** Returns the largest id of all tokens, added or not. */
  int largestId();

  /**
   * Builds the native tokenizer; the caller closes it.
   *
   * @throws PluginException {@code BAD_INPUT} where the native library refuses the definition
   */
  TextEncoder open();

  /**
   * Reads the tokenizer of a checkpoint: of the first folder that has a whole one, never from files
   * of both. A SentencePiece model goes before a {@code tokenizer.json} beside it, since SELF1E was
   * trained with it ({@code use_fast=False}).
   *
   * @throws PluginException {@code BAD_INPUT} with the file and the remedy
   */
  static TokenizerDefinition read(CheckpointFolder checkpoint) {
    for (Path folder : checkpoint.folders()) {
      if (SentencePieceTokenizer.isIn(folder)) {
        return SentencePieceTokenizer.read(folder);
      }
      Path file = folder.resolve(CheckpointFolder.TOKENIZER);
      if (Files.isRegularFile(file)) {
        return JsonTokenizer.read(file);
      }
      if (Qwen2Tokenizer.isIn(folder)) {
        return JsonTokenizer.of(
            folder.resolve(Qwen2Tokenizer.VOCABULARY), Qwen2Tokenizer.read(folder));
      }
    }
    throw PluginException.badInput(
        "%s has neither %s nor %s nor %s with %s beside it; download the whole checkpoint, or name the folder of its base model too"
            .formatted(
                checkpoint.folder(),
                CheckpointFolder.TOKENIZER,
                SentencePieceTokenizer.MODEL,
                Qwen2Tokenizer.VOCABULARY,
                Qwen2Tokenizer.MERGES));
  }

  /** Refuses a tokenizer that was not made for pictures. */
  static void refuseMissing(Path file, Map<String, Integer> added) {
    for (String token : REQUIRED) {
      if (!added.containsKey(token)) {
        throw PluginException.badInput(
            "the tokenizer of %s has no token %s; use the tokenizer of the InternVL model that the checkpoint was trained from"
                .formatted(file, token));
      }
    }
  }
}

package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.bench.BytePairTraining.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a byte-level BPE tokenizer in the files of Qwen2's, with InternVL3's added tokens and
 * without {@code [SEG]}. The words of the chat template, of the questions and of {@link
 * BenchmarkPrompts} are one token each, as most are for Qwen2.5; other words fall into bytes. What
 * fills the vocabulary up is never met.
 */
final class RandomTokenizer {
  /** Qwen2.5's added tokens and InternVL3's, in the order of their ids. */
  static final List<String> ADDED =
      List.of(
          "<|endoftext|>",
          "<|im_start|>",
          "<|im_end|>",
          "<|object_ref_start|>",
          "<|object_ref_end|>",
          "<|box_start|>",
          "<|box_end|>",
          "<|quad_start|>",
          "<|quad_end|>",
          "<|vision_start|>",
          "<|vision_end|>",
          "<|vision_pad|>",
          "<|image_pad|>",
          "<|video_pad|>",
          "<tool_call>",
          "</tool_call>",
          "<|fim_prefix|>",
          "<|fim_middle|>",
          "<|fim_suffix|>",
          "<|fim_pad|>",
          "<|repo_name|>",
          "<|file_sep|>",
          "<img>",
          "</img>",
          "<IMG_CONTEXT>",
          "<quad>",
          "</quad>",
          "<ref>",
          "</ref>",
          "<box>",
          "</box>");

  /**
   * {@code [SEG]} and {@code [SEGT]}, which the model adds and the embedding table has rows for.
   */
  static final int ADDED_BY_SELF1E = 2;

  private static final String TEXTS =
      """
      system
      You are an helpful assistant.
      user
      assistant
       What is a an the in this image? Please output respond with segmentation mask.
       Can you segment the in this image? Please segment the in this image.
       Is there a an in the image? Answer the question using a single word or phrase.
      Sure, it is the segmentation result is. It is. Yes No
      """;

  private static final Pattern WORD = Pattern.compile(" ?\\p{L}+");

  private RandomTokenizer() {}

  /**
   * Writes {@code vocab.json}, {@code merges.txt}, {@code added_tokens.json} and {@code
   * tokenizer_config.json}.
   *
   * @param vocabulary tokens before the added ones
   */
  static void write(Path folder, int vocabulary) throws IOException {
    List<Pair> merges = BytePairTraining.learn(words());
    Files.writeString(folder.resolve("vocab.json"), vocabulary(vocabulary, merges).toString());
    Files.writeString(
        folder.resolve("merges.txt"),
        merges.stream()
            .map(pair -> pair.left() + " " + pair.right())
            .collect(Collectors.joining("\n", "#version: 0.2\n", "\n")));
    ObjectNode list = JsonMapper.shared().createObjectNode();
    ObjectNode settings = settings();
    ObjectNode decoder = settings.putObject("added_tokens_decoder");
    for (int i = 0; i < ADDED.size(); i++) {
      list.put(ADDED.get(i), vocabulary + i);
      ObjectNode token = decoder.putObject(Integer.toString(vocabulary + i));
      token.put("content", ADDED.get(i)).put("special", true);
      Stream.of("single_word", "lstrip", "rstrip", "normalized").forEach(e -> token.put(e, false));
    }
    Files.writeString(folder.resolve("added_tokens.json"), list.toString());
    Files.writeString(folder.resolve("tokenizer_config.json"), settings.toString());
  }

  private static ObjectNode vocabulary(int size, List<Pair> merges) {
    ObjectNode ids = JsonMapper.shared().createObjectNode();
    for (int b = 0; b < 256; b++) {
      ids.put(byteCharacter(b), b);
    }
    for (Pair each : merges) {
      if (!ids.has(each.joined())) {
        ids.put(each.joined(), ids.size());
      }
    }
    for (int id = ids.size(); id < size; id++) {
      ids.put("filler" + id, id);
    }
    return ids;
  }

  private static ObjectNode settings() {
    ObjectNode settings = JsonMapper.shared().createObjectNode();
    settings.put("add_bos_token", false).put("add_prefix_space", false);
    settings.put("tokenizer_class", "Qwen2Tokenizer");
    settings.put("eos_token", "<|im_end|>").put("pad_token", "<|endoftext|>");
    settings.putNull("bos_token").putNull("unk_token");
    settings.putArray("additional_special_tokens").add("<|im_start|>").add("<|im_end|>");
    return settings;
  }

  private static Set<String> words() {
    Set<String> words = new LinkedHashSet<>();
    Stream.concat(Stream.of(TEXTS), BenchmarkPrompts.all().stream().map(" "::concat))
        .flatMap(text -> WORD.matcher(text).results())
        .forEach(word -> words.add(word.group().replace(" ", byteCharacter(' '))));
    return words;
  }

  /** GPT-2's printable stand-in for a byte: itself where it is printable, else from 256 on. */
  private static String byteCharacter(int value) {
    int unprintable = 0;
    for (int b = 0; b < value; b++) {
      unprintable += isPrintable(b) ? 0 : 1;
    }
    return Character.toString(isPrintable(value) ? value : 256 + unprintable);
  }

  private static boolean isPrintable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
  }
}

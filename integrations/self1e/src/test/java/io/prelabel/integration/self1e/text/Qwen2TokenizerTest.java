package io.prelabel.integration.self1e.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Unsupported;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden tokenizer.json and its own parts as files: one tokenizer in two forms. */
class Qwen2TokenizerTest {
  private static final Path WHOLE = GoldenData.QWEN2.resolve("checkpoint");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "the red cup on the table",
          "The  TABLE   has    legs ",
          "it's what they'LL say: we've DON'T 'd 're ''s",
          "in 2024, 3.14159 of 1,000,000 and ½ ² Ⅷ ٣",
          "a\nb\r\nc\rd\n\n\n e \n f\t\tg \t\n",
          "  leading, trailing  \n\n",
          "\u00a0no\u00a0break\u3000wide\u2028line\u0085next",
          "e\u0301 é Å \u212b \u1e9b\u0323 ﬁ \u0344",
          "<|im_end|>\u0338 <img>\u0338</img>",
          "чашка 赤いコップ كوب माला ไทย",
          "☕ 🐈\u200d⬛ 👩🏽\u200d🚀 🇩🇪 \ud800",
          "!!! ?! ... (a) [b] {c} <d> </e> $5 #6 %7 @8 ~`^_|\\\"",
          "Ġa #version: 0.2 ĠĠ Ċ",
          "\u0000\u0001\u001f\u007f\ufeff\ufffd",
          "<|im_start|>user\n<img><IMG_CONTEXT></img>\n [SEG].[SEGT]<|im_end|>\n",
          "<| im_start|> <IMG_CONTEXT <img >");

  @TempDir private Path folder;

  @BeforeEach
  void split() throws IOException {
    TokenizerFiles.split(WHOLE.resolve("tokenizer.json"), folder);
  }

  @Test
  void itsIds_areThoseOfTheSameTokenizerAsOneFile() throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), decoder("\"special\": true"));
    try (PromptTokenizer whole = PromptTokenizer.of(read(WHOLE));
        PromptTokenizer parts = PromptTokenizer.of(read(folder))) {
      for (String text : TEXTS) {
        assertThat(parts.encode(text)).as(text).isEqualTo(whole.encode(text));
      }
      Random random = new Random(1);
      for (int i = 0; i < 500; i++) {
        String text = random(random);
        assertThat(parts.encode(text)).as(text).isEqualTo(whole.encode(text));
      }
    }
  }

  /** Pieces in any order, so that they meet at their ends. */
  private static String random(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i >= 0; i--) {
      String piece = TEXTS.get(random.nextInt(TEXTS.size()));
      int from = random.nextInt(piece.length() + 1);
      text.append(piece, from, from + random.nextInt(piece.length() - from + 1));
    }
    return text.toString();
  }

  @Test
  void theDefinition_isWhatTransformersWouldMakeOfTheFiles() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"additional_special_tokens\": [\"<img>\"]}");
    JsonNode root = JsonMapper.shared().readTree(read(folder).identity());
    JsonNode whole = CheckpointFolder.json(WHOLE.resolve("tokenizer.json"));
    assertThat(root.path("normalizer")).isEqualTo(whole.path("normalizer"));
    assertThat(root.at("/pre_tokenizer/pretokenizers/0"))
        .isEqualTo(whole.at("/pre_tokenizer/pretokenizers/0"));
    assertThat(root.at("/model/vocab")).isEqualTo(whole.at("/model/vocab"));
    assertThat(root.at("/model/merges")).isEqualTo(whole.at("/model/merges"));
    assertThat(entry(root, "<img>").path("special").asBoolean()).isTrue();
    assertThat(entry(root, "<img>").path("normalized").asBoolean()).isFalse();
    assertThat(entry(root, "</img>").path("special").asBoolean()).isFalse();
    assertThat(entry(root, "</img>").path("normalized").asBoolean()).isTrue();
  }

  @Test
  void withoutSeg_itGetsTheNextFreeIds() {
    TokenizerDefinition definition = read(GoldenData.ROOT.resolve("qwen2-bf16-sharded/checkpoint"));
    assertThat(definition.added()).containsEntry("[SEG]", 459).containsEntry("[SEGT]", 460);
    assertThat(definition.largestId()).isEqualTo(460);
  }

  @Test
  void theDecoderOfTheSettings_goesBeforeTheList() throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), decoder("\"special\": true"));
    Files.writeString(folder.resolve("added_tokens.json"), "{\"ignored\": 7}");
    TokenizerDefinition definition = read(folder);
    assertThat(definition.added()).containsEntry("<IMG_CONTEXT>", 458).doesNotContainKey("ignored");
    try (PromptTokenizer tokenizer = PromptTokenizer.of(definition)) {
      assertThat(tokenizer.encode("a <img> b")).containsSequence(220, 456);
    }
  }

  @Test
  void flagsOfTheDecoder_areKept() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"), decoder("\"special\": true, \"lstrip\": true"));
    try (PromptTokenizer tokenizer = PromptTokenizer.of(read(folder))) {
      assertThat(tokenizer.encode("<img>   <img>")).containsExactly(456, 456);
    }
  }

  @Test
  void aSpecialTokenThatIsNowhereElse_comesNext() throws IOException {
    Path list = folder.resolve("added_tokens.json");
    String without = Files.readString(list).replace("\"<|endoftext|>\":453,", "");
    without = without.replaceAll(",\"\\[SEG.*", "}");
    for (int id = 454; id <= 458; id++) {
      without = without.replace(":" + id, ":" + (id - 1));
    }
    Files.writeString(list, without);
    Files.writeString(
        folder.resolve("special_tokens_map.json"), "{\"cls_token\": {\"content\": \"<cls>\"}}");
    assertThat(read(folder).added())
        .containsEntry("<IMG_CONTEXT>", 457)
        .containsEntry("<|endoftext|>", 458)
        .containsEntry("<cls>", 459)
        .containsEntry("[SEG]", 460);
  }

  @Test
  void mergesInAnotherHand_areTheSame() throws IOException {
    TokenizerDefinition plain = read(folder);
    Path merges = folder.resolve("merges.txt");
    String pairs = Files.readString(merges).substring("#version: 0.2\n".length());
    String again = pairs.substring(0, pairs.indexOf('\n') + 1);
    for (String text :
        List.of(
            pairs,
            "#version: 0.2\n" + pairs.replace("\n", "\r\n"),
            "#version: 7\n\n" + pairs.replace("\n", "  \n\n") + "\n" + again)) {
      Files.writeString(merges, text);
      assertThat(read(folder).identity()).isEqualTo(plain.identity());
    }
  }

  @Test
  void aMergeThatLooksLikeAHeading_isOneBelowTheFirstLine() throws IOException {
    edit("vocab.json", "\"b\":65", "\"b\":65,\"#version:\":461,\"#version:b\":462");
    edit("merges.txt", "#version: 0.2\n", "#version: 0.2\n#version: b\n");
    JsonNode root = JsonMapper.shared().readTree(read(folder).identity());
    assertThat(root.at("/model/merges/0/0").asString()).isEqualTo("#version:");
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "merges.txt | h e | h | merges.txt, line 2 holds 1 words instead of a pair of tokens",
        "merges.txt | h e | h e e | merges.txt, line 2 holds 3 words",
        "merges.txt | Ġ a | Ġ zz | merges.txt, line 3 needs a token that vocab.json",
        "merges.txt | #version | version | merges.txt, line 1 needs a token",
        "vocab.json | \"b\":65 | \"b\":\"x\" | vocab.json: token \"b\" has no whole number",
        "vocab.json | \"b\":65 | \"b\":-65 | vocab.json: token \"b\" has no whole number",
        "vocab.json | \"b\":65 | \"b\" 65 | vocab.json is not JSON (line 1:",
        "added_tokens.json | 456 | 45.6 | added_tokens.json: \"<img>\" has no whole number",
        "added_tokens.json | 456 | 457 | added_tokens.json gives the id 457 or the token",
        "added_tokens.json | <img> | <other> | vocab.json has no token <img>",
      })
  void aBrokenFile_isNamedWithItsPlace(String file, String from, String to, String message)
      throws IOException {
    edit(file, from, to);
    assertRefused(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\": {\"content\": \"a\"}", "\"5\": {}", "\"6\": \"text\""})
  void aBrokenDecoder_isNamedWithItsKey(String entry) throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"added_tokens_decoder\": {%s}}".formatted(entry));
    assertRefused("tokenizer_config.json: added_tokens_decoder." + entry.charAt(1));
  }

  @Test
  void aMergeThatIsNotUtf8_isNamedWithItsLine() throws IOException {
    Path merges = folder.resolve("merges.txt");
    byte[] latin =
        Files.readString(merges).replace("Ġ a", "\u00e4 a").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(merges, latin);
    assertRefused("merges.txt, line 3 needs a token");
  }

  @Test
  void tooManyMerges_areRefused() throws IOException {
    Files.writeString(folder.resolve("merges.txt"), "\n".repeat(Merges.MAXIMUM_LINES + 1));
    assertRefused("merges.txt, line 1048577 is beyond the 1048576 lines that are read");
  }

  @Test
  void anotherClassWithTheSameFiles_isNotSupportedYet() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"GPT2Tokenizer\"}");
    assertThatExceptionOfType(Unsupported.class)
        .isThrownBy(() -> read(folder))
        .withMessageContaining("tokenizer_class GPT2Tokenizer");
  }

  @Test
  void theFolderWins_butNoTokenizerIsMadeOfTwo(@TempDir Path base) throws IOException {
    Files.copy(WHOLE.resolve("tokenizer.json"), base.resolve("tokenizer.json"));
    CheckpointFolder both = new CheckpointFolder(folder, Optional.of(base));
    assertThat(TokenizerDefinition.read(both).file()).isEqualTo(folder.resolve("vocab.json"));

    Files.delete(folder.resolve("merges.txt"));
    assertThat(TokenizerDefinition.read(both).file()).isEqualTo(base.resolve("tokenizer.json"));

    Files.delete(base.resolve("tokenizer.json"));
    Files.writeString(base.resolve("merges.txt"), "#version: 0.2\n");
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> TokenizerDefinition.read(both))
        .withMessageContaining("nor vocab.json with merges.txt beside it");
  }

  private static String decoder(String flags) {
    List<String> tokens =
        List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<img>", "</img>", "<IMG_CONTEXT>");
    StringBuilder json = new StringBuilder("{\"added_tokens_decoder\": {");
    for (int i = 0; i < tokens.size(); i++) {
      json.append(i == 0 ? "" : ", ")
          .append("\"%d\": {\"content\": \"%s\", %s}".formatted(453 + i, tokens.get(i), flags));
    }
    return json.append("}}").toString();
  }

  private static JsonNode entry(JsonNode root, String content) {
    for (JsonNode each : root.path("added_tokens")) {
      if (each.path("content").asString().equals(content)) {
        return each;
      }
    }
    throw new AssertionError("no " + content);
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> read(folder))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .withMessageContaining(message);
  }

  private static TokenizerDefinition read(Path folder) {
    return TokenizerDefinition.read(new CheckpointFolder(folder, Optional.empty()));
  }
}

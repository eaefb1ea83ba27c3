package io.prelabel.integration.self1e.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.integration.self1e.checkpoint.Unsupported;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The expected ids were made by the authors' InternLM2Tokenizer (transformers, sentencepiece). */
class SentencePieceTokenizerTest {
  private static final Path IDS = GoldenData.ROOT.resolve("sentencepiece-ids.json");
  private static final String[] FILES = {
    "tokenizer.model", "added_tokens.json", "tokenizer_config.json"
  };

  @TempDir private Path folder;

  @BeforeEach
  void copyWithDummyPrefix() throws IOException {
    Path from = GoldenData.ROOT.resolve("internlm2-dummy-prefix/checkpoint");
    for (String each : FILES) {
      Files.copy(from.resolve(each), folder.resolve(each));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"internlm2-f32", "internlm2-dummy-prefix"})
  void itsIds_areThoseOfTheAuthorsTokenizer(String variant) {
    assertIds(GoldenData.ROOT.resolve(variant).resolve("checkpoint"), variant);
  }

  /** The setting is the file's last byte. */
  @Test
  void blanksAreRemoved_whereTheModelSaysSo() throws IOException {
    byte[] model = model();
    model[model.length - 1] = 1;
    Files.write(folder.resolve("tokenizer.model"), model);
    assertIds(folder, "blanks-removed");
  }

  private static void assertIds(Path checkpoint, String variant) {
    try (PromptTokenizer tokenizer = PromptTokenizer.of(read(checkpoint))) {
      JsonNode cases = CheckpointFolder.json(IDS).path(variant);
      assertThat(cases.size()).isEqualTo(20);
      for (JsonNode each : cases) {
        String text = each.path("text").asString();
        long[] expected = each.path("ids").valueStream().mapToLong(JsonNode::asLong).toArray();
        assertThat(tokenizer.encode(text)).as(text).isEqualTo(expected);
      }
    }
  }

  @Test
  void segAndSegt_getTheNextFreeIds() {
    TokenizerDefinition definition = read(folder);
    assertThat(definition.added()).containsEntry("[SEG]", 425).containsEntry("[SEGT]", 426);
    assertThat(definition.largestId()).isEqualTo(426);
  }

  @Test
  void segKeepsTheIdThatItHas() throws IOException {
    edit("added_tokens.json", "424", "424, \"[SEGT]\": 425, \"[SEG]\": 426");
    assertThat(read(folder).added()).containsEntry("[SEG]", 426).containsEntry("[SEGT]", 425);
  }

  /** SELF1E was trained with the slow tokenizer, which reads the model alone. */
  @Test
  void theModel_goesBeforeAFastTokenizerBesideIt() throws IOException {
    Files.copy(
        GoldenData.QWEN2.resolve("checkpoint/tokenizer.json"), folder.resolve("tokenizer.json"));
    assertThat(read(folder).file()).isEqualTo(folder.resolve("tokenizer.model"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a </s>", "<unk>", "<s>", "<img>", "[SEG]"})
  void aControlToken_isRefused(String text) {
    try (PromptTokenizer tokenizer = PromptTokenizer.of(read(folder))) {
      ChatTemplate template = new ChatTemplate(tokenizer);
      Prompt prompt = new Prompt(text, PromptKind.INSTRUCTION);
      assertThatExceptionOfType(PluginException.class)
          .isThrownBy(
              () ->
                  template.maskWords(
                      prompt, ChatTemplate.templates(List.of(), prompt.kind()).get(0)))
          .withMessageContaining("control token");
    }
  }

  @Test
  void blanksBesideAToken_areDropped_whereTheTokenTakesThem() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"added_tokens_decoder": {
          "420": {"content": "<|im_start|>"}, "421": {"content": "<|im_end|>"}, "422": {"content": "<img>"},
          "423": {"content": "</img>", "lstrip": true, "rstrip": true}, "424": {"content": "<IMG_CONTEXT>"}}}""");
    try (PromptTokenizer tokenizer = PromptTokenizer.of(read(folder))) {
      assertThat(tokenizer.encode("red </img> cup")).isEqualTo(tokenizer.encode("red</img>cup"));
      assertThat(tokenizer.encode("red <img> cup")).isNotEqualTo(tokenizer.encode("red<img>cup"));
    }
    edit("tokenizer_config.json", "\"lstrip\": true", "\"single_word\": true");
    assertThatExceptionOfType(Unsupported.class)
        .isThrownBy(() -> read(folder))
        .withMessageContaining("single_word");
  }

  @Test
  void anotherClassOfTokenizer_isNotSupported() throws IOException {
    edit("tokenizer_config.json", "InternLM2Tokenizer", "LlamaTokenizer");
    assertThatExceptionOfType(Unsupported.class)
        .isThrownBy(() -> read(folder))
        .withMessageContaining("LlamaTokenizer");
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3", "1000", "5000", "6400", "6500", "6516"})
  void aTruncatedModel_isRefused(int length) throws IOException {
    Files.write(folder.resolve("tokenizer.model"), Arrays.copyOf(model(), length));
    assertDamaged();
  }

  @Test
  void aPointerInsteadOfTheModel_isRefused() throws IOException {
    Files.writeString(
        folder.resolve("tokenizer.model"), "version https://git-lfs.github.com/spec/v1\n");
    assertDamaged();
  }

  @Test
  void aModelThatTheLibraryRefuses_isRefused() throws IOException {
    byte[] model = model();
    String latin = new String(model, StandardCharsets.ISO_8859_1);
    model[latin.indexOf("<0x41>") + 3] = 'X';
    Files.write(folder.resolve("tokenizer.model"), model);
    assertDamaged();
  }

  /** A wrong byte may pass unseen, but the process must go on. */
  @Test
  void wrongBytes_endInARefusalOrATokenizer() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      byte[] model = model();
      for (int j = random.nextInt(4); j >= 0; j--) {
        model[random.nextInt(model.length)] = (byte) random.nextInt();
      }
      Files.write(folder.resolve("tokenizer.model"), model);
      try (PromptTokenizer tokenizer = PromptTokenizer.of(read(folder))) {
        assertThat(tokenizer.encode("red cup")).isNotEmpty();
      } catch (PluginException refused) {
        assertThat(refused.category()).isEqualTo(FailureCategory.BAD_INPUT);
      }
    }
  }

  private void assertDamaged() {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> PromptTokenizer.of(read(folder)).close())
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .withMessageContaining(folder.resolve("tokenizer.model").toString())
        .withMessageContaining("is not a whole SentencePiece model")
        .withMessageEndingWith("download it again");
  }

  private byte[] model() throws IOException {
    return Files.readAllBytes(
        GoldenData.ROOT.resolve("internlm2-dummy-prefix/checkpoint/tokenizer.model"));
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  private static TokenizerDefinition read(Path folder) {
    return TokenizerDefinition.read(new CheckpointFolder(folder, Optional.empty()));
  }
}

package io.prelabel.integration.self1e.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.checkpoint.CheckpointFolder;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.AskedPrompt;
import io.prelabel.plugin.model.Attribute;
import io.prelabel.plugin.model.Prompt;
import io.prelabel.plugin.model.PromptKind;
import io.prelabel.plugin.model.PromptTemplate;
import io.prelabel.plugin.model.Questions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That the ids are the authors' is checked against the golden data by the verification test. */
class ChatTemplateTest {
  private static final Path CHECKPOINT = GoldenData.QWEN2.resolve("checkpoint");
  private static final int IMAGE_TOKENS = 16;

  private static PromptTokenizer tokenizer;
  private static ChatTemplate template;

  @BeforeAll
  static void open() {
    tokenizer = PromptTokenizer.of(read(CHECKPOINT));
    template = new ChatTemplate(tokenizer);
  }

  @AfterAll
  static void close() {
    tokenizer.close();
  }

  @Test
  void aClassName_isTrimmedAndLowerCased() {
    assertThat(ids("  A Red Cup ")).isEqualTo(ids("a red cup"));
  }

  @Test
  void anInstruction_isAskedAsItStands() {
    long[] ids = row(template, new Prompt("Find it.", PromptKind.INSTRUCTION), 1);
    assertThat(ids)
        .isEqualTo(
            tokenizer.encode(
                "<|im_start|>system\nYou are an helpful assistant.<|im_end|>\n"
                    + "<|im_start|>user\n<img><IMG_CONTEXT></img>\n "
                    + "Find it. Please output segmentation mask.<|im_end|>\n"
                    + "<|im_start|>assistant\n[SEG].<|im_end|>\n"));
  }

  /** Byte-level BPE has a token for every byte; what matters is that no byte is lost on the way. */
  @ParameterizedTest
  @ValueSource(strings = {"чашка", "赤いコップ", "كوب", "☕ 🐈‍⬛", "e\u0301", "a\nb\tc", "%s %n"})
  void textInAnyLanguage_isEncodedWhole(String text) {
    String normalised = Normalizer.normalize(text, Normalizer.Form.NFC);
    assertThat(ids(text)).isEqualTo(ids(normalised)).isNotEqualTo(ids("x"));
    long[] alone = tokenizer.encode(text);
    int bytes = normalised.getBytes(StandardCharsets.UTF_8).length;
    assertThat(alone.length).isBetween(1, bytes);
    assertThat(Arrays.stream(alone)).allMatch(id -> id < 453); // no added token
  }

  @ParameterizedTest
  @ValueSource(strings = {"cup<|im_end|>\n", "</img>", "a <img>", "<|endoftext|>"})
  void aControlToken_cannotBreakOutOfThePrompt(String text) {
    assertRefused(Prompt.ofClass(text), "control token");
  }

  @Test
  void aControlTokenInCapitals_isRefusedWhereItWouldBeOne() {
    assertRefused(new Prompt("Show [SEG] here.", PromptKind.INSTRUCTION), "[SEG]");
    assertRefused(new Prompt("<IMG_CONTEXT>", PromptKind.INSTRUCTION), "<IMG_CONTEXT>");
    // Lower-cased, as a class name is, they are ordinary text.
    long[] row = row(template, Prompt.ofClass("[SEG] <IMG_CONTEXT>"), IMAGE_TOKENS);
    assertThat(count(row, tokenizer.id("[SEG]"))).isEqualTo(1);
    assertThat(count(row, tokenizer.id("<IMG_CONTEXT>"))).isEqualTo(IMAGE_TOKENS);
  }

  /** A tokenizer may normalise the words before it looks for its tokens in them. */
  @ParameterizedTest
  @ValueSource(strings = {"a ［SEG］ b", "＜IMG_CONTEXT＞", "［ＳＥＧ］"})
  void aControlTokenInAnotherSpelling_isRefusedWhereTheTokenizerReadsOne(
      String text, @TempDir Path folder) throws IOException {
    String json =
        Files.readString(CHECKPOINT.resolve("tokenizer.json"))
            .replace("\"NFC\"", "\"NFKC\"")
            .replace("\"normalized\": false", "\"normalized\": true");
    Files.writeString(folder.resolve("tokenizer.json"), json);
    Prompt prompt = new Prompt(text, PromptKind.INSTRUCTION);
    try (PromptTokenizer nfkc = PromptTokenizer.of(read(folder))) {
      assertThatExceptionOfType(PluginException.class)
          .isThrownBy(() -> row(new ChatTemplate(nfkc), prompt, IMAGE_TOKENS))
          .withMessageContaining("control token");
    }
    assertThat(count(row(template, prompt, IMAGE_TOKENS), tokenizer.id("[SEG]"))).isEqualTo(1);
  }

  /** Freed native memory in use ends the process, so a failure shows as a crash of the tests. */
  @Test
  void closing_waitsForThoseWhoEncode() throws Exception {
    Prompt prompt = new Prompt("a cup ".repeat(80), PromptKind.INSTRUCTION);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int i = 0; i < 10; i++) {
        PromptTokenizer shared = PromptTokenizer.of(read(CHECKPOINT));
        ChatTemplate words = new ChatTemplate(shared);
        CountDownLatch begun = new CountDownLatch(2);
        Callable<Void> asker =
            () -> {
              while (true) {
                row(words, prompt, IMAGE_TOKENS);
                begun.countDown();
              }
            };
        List<Future<Void>> askers = List.of(threads.submit(asker), threads.submit(asker));
        begun.await();
        shared.close();
        for (Future<Void> each : askers) {
          assertThatExceptionOfType(ExecutionException.class)
              .isThrownBy(() -> each.get(10, TimeUnit.SECONDS))
              .withCauseInstanceOf(PluginException.class)
              .withMessageContaining("The model is closed.");
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 1_000_000})
  void aPromptOfManyPages_isRefused(int words) {
    assertRefused(Prompt.ofClass("cup ".repeat(words)), "too long");
  }

  @Test
  void segAt_pointsAtSeg() {
    MaskWords words = words(template, Prompt.ofClass("cup"));
    assertThat(words.ids()[words.segAt()]).isEqualTo(tokenizer.id("[SEG]"));
  }

  @Test
  void aTemplate_isUsedInsteadOfTheDefault() {
    PromptTemplate own =
        new PromptTemplate(
            PromptKind.CLASS, "Please segment the {text} in this image.", "Sure, it is [SEG].");
    MaskWords words = template.maskWords(Prompt.ofClass("Cup"), own);
    assertThat(words.ids())
        .isEqualTo(
            tokenizer.encode(
                "</img>\n Please segment the cup in this image.<|im_end|>\n"
                    + "<|im_start|>assistant\nSure, it is [SEG].<|im_end|>\n"));
    assertThat(words.ids()[words.segAt()]).isEqualTo(tokenizer.id("[SEG]"));
    assertThat(ChatTemplate.templates(List.of(own), PromptKind.CLASS)).containsExactly(own);
    assertThat(ChatTemplate.templates(List.of(own), PromptKind.INSTRUCTION)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"It is there.", "[SEG] [SEG].", "<img> [SEG]."})
  void aTemplateWhoseAnswerIsNotOneSeg_isRefused(String answer) {
    PromptTemplate bad = new PromptTemplate(PromptKind.CLASS, "Segment the {text}.", answer);
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> template.maskWords(Prompt.ofClass("cup"), bad))
        .withMessageContaining("must hold [SEG] once");
  }

  @ParameterizedTest
  @CsvSource({"Cup, a cup", "apple, an apple", "Öl, a öl"})
  void presence_isAskedWithItsArticle(String name, String words) {
    assertThat(template.presenceQuestion(Prompt.ofClass(name)))
        .isEqualTo(
            tokenizer.encode(
                "</img>\nIs there %s in the image? Answer the question using a single word or phrase.<|im_end|>\n<|im_start|>assistant\n"
                    .formatted(words)));
  }

  @Test
  void questionsShareTheirBeginning_butNotTheirLastToken() {
    Attribute light = new Attribute("light", "Is it day or night?", List.of("day", "night"));
    AskedPrompt cup = new AskedPrompt(Prompt.ofClass("cup"), OptionalDouble.of(0.5));
    AskedPrompt cap = new AskedPrompt(Prompt.ofClass("cap"), OptionalDouble.of(0.5));
    AskedPrompt order =
        new AskedPrompt(new Prompt("Find it.", PromptKind.INSTRUCTION), OptionalDouble.of(0.5));

    QuestionTokens one =
        QuestionTokens.of(new Questions(List.of(cup), List.of(), List.of()), template);
    QuestionTokens all =
        QuestionTokens.of(
            new Questions(List.of(cup, cap, order), List.of(), List.of(light)), template);
    QuestionTokens none =
        QuestionTokens.of(new Questions(List.of(order), List.of(), List.of()), template);

    long[] question = template.presenceQuestion(cup.prompt());
    assertThat(one.shared()).isEqualTo(Arrays.copyOf(question, question.length - 1));
    assertThat(all.shared()).isEqualTo(tokenizer.encode("</img>\nIs"));
    assertThat(all.prompts().get(2).presence()).isEmpty();
    assertThat(all.attributes().get(0).answers()).hasSize(2);
    assertThat(none.asksBeyondMasks()).isFalse();
    assertThat(none.briefTokens(16)).isZero();
    assertThat(one.briefTokens(16)).isEqualTo(16 + question.length);
  }

  @Test
  void aTokenizerWithoutSeg_getsItAtTheNextFreeId(@TempDir Path folder) throws IOException {
    String json = Files.readString(CHECKPOINT.resolve("tokenizer.json"));
    int first = json.lastIndexOf("{", json.indexOf("\"[SEG]\""));
    int end = json.indexOf("]", json.indexOf("\"[SEGT]\"") + 8);
    String without = json.substring(0, json.lastIndexOf(",", first)) + json.substring(end);
    Files.writeString(folder.resolve("tokenizer.json"), without);

    try (PromptTokenizer completed = PromptTokenizer.of(read(folder))) {
      assertThat(completed.id("[SEG]")).isEqualTo(459);
      assertThat(completed.id("[SEGT]")).isEqualTo(460);
      assertThat(completed.encode("[SEG]")).containsExactly(459);
      assertThat(row(new ChatTemplate(completed), Prompt.ofClass("cup"), IMAGE_TOKENS))
          .isEqualTo(ids("cup"));
    }
  }

  private static long[] ids(String text) {
    return row(template, Prompt.ofClass(text), IMAGE_TOKENS);
  }

  private static long[] row(ChatTemplate chat, Prompt prompt, int imageTokens) {
    return chat.whole(words(chat, prompt).ids(), imageTokens);
  }

  private static MaskWords words(ChatTemplate chat, Prompt prompt) {
    return chat.maskWords(prompt, ChatTemplate.templates(List.of(), prompt.kind()).get(0));
  }

  private static long count(long[] row, long token) {
    return Arrays.stream(row).filter(id -> id == token).count();
  }

  private static void assertRefused(Prompt prompt, String why) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(() -> words(template, prompt))
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .withMessageContaining(why);
  }

  private static TokenizerDefinition read(Path folder) {
    return TokenizerDefinition.read(new CheckpointFolder(folder, Optional.empty()));
  }
}

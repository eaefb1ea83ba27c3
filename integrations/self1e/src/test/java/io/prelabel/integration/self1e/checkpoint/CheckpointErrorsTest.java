package io.prelabel.integration.self1e.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.integration.self1e.GoldenData;
import io.prelabel.integration.self1e.Self1eProvider;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.Precision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees who points at the wrong folder: one sentence with the file and the remedy. */
class CheckpointErrorsTest {
  @TempDir private Path folder;

  @BeforeEach
  void copyCheckpoint() throws IOException {
    try (Stream<Path> files = Files.list(GoldenData.QWEN2.resolve("checkpoint"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"hidden_size\": 48 | \"hidden_size\": -3 | vision_config.hidden_size must be a whole number",
        "\"hidden_size\": 48 | \"hidden_size\": 50 | vision_config.num_attention_heads must divide hidden_size",
        "\"num_hidden_layers\": 2 | \"num_hidden_layers\": 9999999 | must be a whole number from 1 to 1000",
        "\"num_key_value_heads\": 2 | \"num_key_value_heads\": 3 | llm_config.num_key_value_heads must divide",
        "\"rope_theta\": 1000000.0 | \"rope_theta\": \"big\" | llm_config.rope_theta must be a positive number",
        "\"llm_config\": | \"other\": | llm_config is missing",
        "\"qkv_bias\": true | \"qkv_bias\": 7 | vision_config.qkv_bias must be true or false",
        "\"force_image_size\": 112 | \"force_image_size\": 126 | must be a multiple of two patches",
      })
  void aBrokenConfig_isRefused(String from, String to, String message) throws IOException {
    edit("config.json", from, to);
    assertRefused("config.json", message);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"downsample_ratio\": 0.5 | \"downsample_ratio\": 0.25",
        "\"ps_version\": \"v2\" | \"ps_version\": \"v1\"",
        "\"ps_version\": \"v2\" | \"remark\": \"InternVL takes v1 where nothing is said\"",
        "\"select_layer\": -1 | \"select_layer\": -2",
        "Qwen2ForCausalLM | LlamaForCausalLM",
        "\"hidden_act\": \"gelu\" | \"hidden_act\": \"relu\"",
        "\"norm_type\": \"layer_norm\" | \"norm_type\": \"group_norm\"",
        "\"rope_theta\": 1000000.0 | \"rope_theta\": 10000.0, \"rope_scaling\": {\"type\": \"yarn\"}",
      })
  void aLegalFormThatComesLater_isNotSupportedYet(String from, String to) throws IOException {
    edit("config.json", from, to);
    assertThatExceptionOfType(Unsupported.class)
        .isThrownBy(this::open)
        .withMessageContaining("config.json")
        .withMessageEndingWith("is not supported yet");
  }

  /** InternVL2-2B names the template of its own chats; SELF1E asks by its own on every base. */
  @Test
  void theTemplateOfTheBase_isNotLookedAt() throws IOException {
    edit("config.json", "\"template\": \"internvl2_5\"", "\"template\": \"internlm2-chat\"");
    open();
  }

  @Test
  void rotaryScalingThatChangesNothing_isAccepted() throws IOException {
    edit(
        "config.json",
        "\"rope_theta\": 1000000.0",
        "\"rope_theta\": 1000000.0, \"rope_scaling\": {\"rope_type\": \"dynamic\", \"factor\": 2.0}");
    open();
  }

  @Test
  void aConfigThatIsNotJson_isRefused() throws IOException {
    Files.writeString(folder.resolve("config.json"), "<html>sign in</html>");
    assertRefused("config.json", "is not JSON");
  }

  @ParameterizedTest
  @CsvSource({"config.json", "model.safetensors", "tokenizer.json"})
  void aMissingFile_isNamed(String file) throws IOException {
    Files.delete(folder.resolve(file));
    assertRefused(file, folder.toString());
  }

  @Test
  void aMissingTensor_isNamed() throws IOException {
    editHeader("language_model.model.norm.weight", "language_model.model.NORM.weight");
    assertRefused("model.safetensors has no tensor language_model.model.norm.weight", "base");
  }

  @Test
  void aTensorOfAnotherShape_isNamed() throws IOException {
    edit("config.json", "\"intermediate_size\": 96", "\"intermediate_size\": 80");
    assertRefused(
        "tensor language_model.model.layers.0.mlp.gate_proj.weight has shape [96, 64], config.json asks for [80, 64]",
        "model.safetensors");
  }

  @Test
  void theTableThatScoresTokens_isNeeded_unlessItIsTied() throws IOException {
    editHeader("language_model.lm_head.weight", "language_model.lm_HEAD.weight");
    assertRefused("model.safetensors has no tensor language_model.lm_head.weight", "base");
    edit("config.json", "\"tie_word_embeddings\": false", "\"tie_word_embeddings\": true");
    open();
  }

  @Test
  void aTokenizerWithoutImageTokens_isRefused() throws IOException {
    edit("tokenizer.json", "<IMG_CONTEXT>", "<SOMETHING>");
    assertRefused("tokenizer.json has no token <IMG_CONTEXT>", "InternVL");
  }

  @Test
  void aTokenizerWithMoreTokensThanTheEmbedding_isRefused() throws IOException {
    edit("tokenizer.json", "\"id\": 460", "\"id\": 4600");
    assertRefused("knows 464 tokens", "a token 4600");
  }

  @Test
  void aTokenizerWhoseWordsOutnumberTheEmbedding_isRefused() throws IOException {
    edit("tokenizer.json", "\"b\": 65", "\"b\": 5000");
    assertRefused("knows 464 tokens", "a token 5000");
  }

  @Test
  void aTokenizerWithAGapInItsIds_isRefused() throws IOException {
    edit("tokenizer.json", "\"id\": 459", "\"id\": 462");
    edit("tokenizer.json", "\"id\": 460", "\"id\": 463");
    assertRefused("[SEG] is token 462, but it is read as [459]", "belongs to the weights");
  }

  @Test
  void aTokenizerWithoutAListOfAddedTokens_isRefused() throws IOException {
    edit("tokenizer.json", "\"added_tokens\": [", "\"added_tokens\": {}, \"other\": [");
    assertRefused("tokenizer.json has no list of added_tokens", "download it again");
  }

  @Test
  void aConfigOfManyMegabytes_isRefusedBeforeItIsRead() throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("config.json").toFile(), "rw")) {
      file.setLength(1L << 31); // sparse
    }
    assertRefused("config.json has 2147483648 bytes", "download it again");
  }

  /** As Hugging Face's loader does; the index may be left over from an older save. */
  @Test
  void oneWholeFile_goesBeforeAnIndex() throws IOException {
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\"}}");
    open();
  }

  @Test
  void qwen3WithAttentionBias_needsTheBiasOfAllFourProducts() throws IOException {
    Path config = folder.resolve("config.json");
    Files.copy(
        GoldenData.QWEN3.resolve("checkpoint/config.json"),
        config,
        StandardCopyOption.REPLACE_EXISTING);
    String output = "language_model.model.layers.0.self_attn.o_proj.bias";
    assertThat(ExpectedTensors.of(Self1eConfig.read(config), 464))
        .noneMatch(each -> each.tensor().equals(output));
    edit("config.json", "\"rms_norm_eps\"", "\"attention_bias\": true, \"rms_norm_eps\"");
    assertThat(ExpectedTensors.of(Self1eConfig.read(config), 464))
        .anyMatch(each -> each.tensor().equals(output));
  }

  @Test
  void aTokenizerOfAnUnknownKind_isRefused() throws IOException {
    edit("tokenizer.json", "\"type\": \"BPE\"", "\"type\": \"XYZ\"");
    assertRefused("tokenizer.json can't be used", "download it again");
  }

  @ParameterizedTest
  @CsvSource({"../evil.safetensors", "/etc/passwd", "..", "''"})
  void aShardOutsideTheFolder_isRefused(String shard) throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"%s\"}}".formatted(shard));
    assertRefused("model.safetensors.index.json", "no plain file name");
  }

  @Test
  void aMissingShard_isNamed() throws IOException {
    Files.delete(folder.resolve("model.safetensors"));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\"}}");
    assertRefused("model-00001-of-00002.safetensors", "download it too");
  }

  @Test
  void numberedShardsWithoutAnIndex_areReadAsOneSet() throws IOException {
    Files.move(
        folder.resolve("model.safetensors"), folder.resolve("model-00002-of-00002.safetensors"));
    assertRefused("model-00001-of-00002.safetensors is not there", "download it too");

    SafetensorsFile.write(folder.resolve("model-00001-of-00002.safetensors"), "{}", 0);
    open();

    SafetensorsFile.write(folder.resolve("model-00003-of-00003.safetensors"), "{}", 0);
    assertRefused("model-00003-of-00003.safetensors is none of the 2 shards", "keep one set");
  }

  @Test
  void aDeviceThatIsNotThere_isRefusedBeforeAnythingIsRead() {
    ModelSettings settings = ModelSettings.of(folder).on("cuda:999");
    assertThatThrownBy(() -> new Self1eProvider().open(settings))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("The device cuda:999");
    assertThatThrownBy(() -> new Self1eProvider().devices(settings))
        .isInstanceOf(PluginException.class);
  }

  @Test
  void recognises_looksAtTheConfigAlone() throws IOException {
    Self1eProvider provider = new Self1eProvider();
    Files.delete(folder.resolve("model.safetensors"));
    assertThat(provider.recognises(ModelSettings.of(folder))).isTrue();
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"bert\"}");
    assertThat(provider.recognises(ModelSettings.of(folder))).isFalse();
    Files.writeString(folder.resolve("config.json"), "{");
    assertThat(provider.recognises(ModelSettings.of(folder))).isFalse();
    assertThat(provider.recognises(ModelSettings.of(folder.resolve("nowhere")))).isFalse();
  }

  private void open() {
    new Self1eProvider()
        .open(GoldenData.settings(folder, Precision.FLOAT32, ModelSettings.DEFAULT_TOKEN_BUDGET))
        .close();
  }

  private void assertRefused(String... parts) {
    assertThatExceptionOfType(PluginException.class)
        .isThrownBy(this::open)
        .satisfies(e -> assertThat(e.category()).isEqualTo(FailureCategory.BAD_INPUT))
        .satisfies(e -> assertThat(e).isNotInstanceOf(Unsupported.class))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }

  /** Replaces bytes of the weights' header; both strings are ASCII and of one length. */
  private void editHeader(String from, String to) throws IOException {
    assertThat(to).hasSameSizeAs(from);
    Path path = folder.resolve("model.safetensors");
    String latin = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    assertThat(latin).contains(from);
    Files.write(path, latin.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
  }
}

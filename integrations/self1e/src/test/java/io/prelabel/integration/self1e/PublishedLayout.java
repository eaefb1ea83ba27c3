package io.prelabel.integration.self1e;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a random checkpoint that has everything of a published InternVL3-2B folder but its widths:
 * {@code config.json} with all its keys, Qwen2.5's vocabulary size and added tokens without {@code
 * [SEG]}, a tokenizer in parts, 448 pixels in patches of 14, six query heads per key head, shards
 * with an index, tensors that no mask needs.
 */
final class PublishedLayout {
  /** Of Qwen2.5; the added tokens follow, and SELF1E's two come after those. */
  private static final int VOCABULARY = 151_643;

  private static final String[] ADDED = {
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
    "</box>"
  };

  static final int SEG = VOCABULARY + ADDED.length;

  private static final Path CONFIG = Path.of("src/test/resources/published-layout/config.json");
  private static final int LANGUAGE_WIDTH = 96;
  private static final int VISION_WIDTH = 64;

  private final Random random = new Random(3);

  static void write(Path folder) throws IOException {
    Files.copy(CONFIG, folder.resolve("config.json"));
    tokenizer(folder);
    PublishedLayout layout = new PublishedLayout();
    layout.shard(folder, 1, layout.vision());
    layout.shard(folder, 2, layout.language());
    String index =
        Stream.of("1", "2")
            .map("\"t%1$s\": \"model-0000%1$s-of-00002.safetensors\""::formatted)
            .collect(Collectors.joining(", ", "{\"metadata\": {}, \"weight_map\": {", "}}"));
    Files.writeString(folder.resolve("model.safetensors.index.json"), index);
  }

  /** Byte-level BPE that knows the bytes, and no merges: what fills it up is never met. */
  private static void tokenizer(Path folder) throws IOException {
    String vocabulary =
        IntStream.range(0, VOCABULARY)
            .mapToObj(i -> "\"%s\": %d".formatted(i < 256 ? byteCharacter(i) : "word" + i, i))
            .collect(Collectors.joining(", ", "{", "}"));
    String list =
        IntStream.range(0, ADDED.length)
            .mapToObj(i -> "\"%s\": %d".formatted(ADDED[i], VOCABULARY + i))
            .collect(Collectors.joining(", ", "{", "}"));
    String decoder =
        IntStream.range(0, ADDED.length)
            .mapToObj(
                i ->
                    """
                    "%d": {"content": "%s", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}"""
                        .formatted(VOCABULARY + i, ADDED[i]))
            .collect(Collectors.joining(", "));
    Files.writeString(folder.resolve("vocab.json"), vocabulary);
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n");
    Files.writeString(folder.resolve("added_tokens.json"), list);
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        """
        {"add_bos_token": false, "add_prefix_space": false, "added_tokens_decoder": {%s},
         "additional_special_tokens": ["<|im_start|>", "<|im_end|>", "<img>", "</img>"],
         "bos_token": null, "eos_token": "<|im_end|>", "pad_token": "<|endoftext|>", "unk_token": null,
         "tokenizer_class": "Qwen2Tokenizer"}"""
            .formatted(decoder));
  }

  /** GPT-2's printable stand-in for a byte: itself where it is printable, else from 256 on. */
  private static String byteCharacter(int value) {
    int unprintable = 0;
    for (int b = 0; b < value; b++) {
      unprintable += isPrintable(b) ? 0 : 1;
    }
    int character = isPrintable(value) ? value : 256 + unprintable;
    return character == '"' || character == '\\'
        ? "\\" + (char) character
        : String.valueOf((char) character);
  }

  private static boolean isPrintable(int b) {
    return (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
  }

  private Map<String, int[]> vision() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    int w = VISION_WIDTH;
    String embeddings = "vision_model.embeddings.";
    shapes.put(embeddings + "class_embedding", new int[] {1, 1, w});
    shapes.put(embeddings + "patch_embedding.weight", new int[] {w, 3, 14, 14});
    shapes.put(embeddings + "patch_embedding.bias", new int[] {w});
    shapes.put(embeddings + "position_embedding", new int[] {1, 1025, w});
    for (int i = 0; i < 2; i++) {
      String layer = "vision_model.encoder.layers." + i + ".";
      shapes.put(layer + "ls1", new int[] {w});
      shapes.put(layer + "ls2", new int[] {w});
      linear(shapes, layer + "attn.qkv", 3 * w, w);
      linear(shapes, layer + "attn.proj", w, w);
      linear(shapes, layer + "mlp.fc1", 128, w);
      linear(shapes, layer + "mlp.fc2", w, 128);
      norm(shapes, layer + "norm1", w);
      norm(shapes, layer + "norm2", w);
    }
    norm(shapes, "mlp1.0", 4 * w);
    linear(shapes, "mlp1.1", LANGUAGE_WIDTH, 4 * w);
    linear(shapes, "mlp1.3", LANGUAGE_WIDTH, LANGUAGE_WIDTH);
    return shapes;
  }

  private Map<String, int[]> language() {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    int w = LANGUAGE_WIDTH;
    for (String head : new String[] {"", "_all", "_ori"}) {
      linear(shapes, "combine_decode_proj" + head + ".0", w, w);
      linear(shapes, "combine_decode_proj" + head + ".2", head.isEmpty() ? w : 4 * w, w);
    }
    shapes.put("language_model.model.embed_tokens.weight", new int[] {SEG + 2, w});
    shapes.put("language_model.lm_head.weight", new int[] {SEG + 2, w});
    shapes.put("language_model.model.norm.weight", new int[] {w});
    for (int i = 0; i < 2; i++) {
      String layer = "language_model.model.layers." + i + ".";
      shapes.put(layer + "input_layernorm.weight", new int[] {w});
      shapes.put(layer + "post_attention_layernorm.weight", new int[] {w});
      linear(shapes, layer + "self_attn.q_proj", w, w);
      linear(shapes, layer + "self_attn.k_proj", 16, w);
      linear(shapes, layer + "self_attn.v_proj", 16, w);
      shapes.put(layer + "self_attn.o_proj.weight", new int[] {w, w});
      shapes.put(layer + "mlp.gate_proj.weight", new int[] {160, w});
      shapes.put(layer + "mlp.up_proj.weight", new int[] {160, w});
      shapes.put(layer + "mlp.down_proj.weight", new int[] {w, 160});
    }
    return shapes;
  }

  private static void linear(Map<String, int[]> shapes, String name, int out, int in) {
    shapes.put(name + ".weight", new int[] {out, in});
    shapes.put(name + ".bias", new int[] {out});
  }

  private static void norm(Map<String, int[]> shapes, String name, int width) {
    shapes.put(name + ".weight", new int[] {width});
    shapes.put(name + ".bias", new int[] {width});
  }

  /** Writes bfloat16: the upper half of a float. */
  private void shard(Path folder, int number, Map<String, int[]> shapes) throws IOException {
    StringBuilder header = new StringBuilder("{\"__metadata__\": {\"format\": \"pt\"}");
    int at = 0;
    for (Map.Entry<String, int[]> each : shapes.entrySet()) {
      int end = at + 2 * size(each.getValue());
      header.append(
          ", \"%s\": {\"dtype\": \"BF16\", \"shape\": %s, \"data_offsets\": [%d, %d]}"
              .formatted(each.getKey(), Arrays.toString(each.getValue()), at, end));
      at = end;
    }
    byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + json.length + at).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    shapes.forEach(
        (name, shape) -> {
          boolean isScale =
              name.contains("norm") || name.contains(".ls") || name.startsWith("mlp1.0");
          float centre = isScale && !name.endsWith("bias") ? 1 : 0;
          float spread = shape.length > 1 ? (float) Math.sqrt(3.0 / shape[shape.length - 1]) : 0.1f;
          for (int i = size(shape); i > 0; i--) {
            float value = centre + spread * (2 * random.nextFloat() - 1);
            file.putShort((short) (Float.floatToRawIntBits(value) >>> 16));
          }
        });
    Files.write(
        folder.resolve("model-0000%d-of-00002.safetensors".formatted(number)), file.array());
  }

  private static int size(int[] shape) {
    return IntStream.of(shape).reduce(1, Math::multiplyExact);
  }
}

package io.prelabel.integration.self1e.bench;

/**
 * The sizes of a checkpoint, as {@code config.json} gives them. InternViT with biases and
 * LayerNorm, 448 pixels in patches of 14; Qwen2 with rotary base 1e6 and epsilon 1e-6.
 *
 * @param name of its folder: letters, digits, dots and dashes
 * @param vocabulary tokens before the added ones
 */
public record CheckpointShape(String name, Vision vision, Language language, int vocabulary) {
  /** Qwen2.5's, before the 31 tokens that InternVL3's folders list as added. */
  public static final int QWEN_VOCABULARY = 151_643;

  /** InternViT-300M-448px, which all bases of the paper have. */
  private static final Vision INTERN_VIT_300M = new Vision(1024, 24, 16, 4096);

  /** OpenGVLab/InternVL3-2B: InternViT-300M and Qwen2.5-1.5B. */
  public static final CheckpointShape INTERNVL3_2B =
      new CheckpointShape(
          "internvl3-2b", INTERN_VIT_300M, new Language(1536, 28, 12, 2, 8960), QWEN_VOCABULARY);

  /** OpenGVLab/InternVL3-8B: InternViT-300M and Qwen2.5-7B. */
  public static final CheckpointShape INTERNVL3_8B =
      new CheckpointShape(
          "internvl3-8b", INTERN_VIT_300M, new Language(3584, 28, 28, 4, 18_944), QWEN_VOCABULARY);

  /**
   * About 160 million parameters: a picture with a few classes takes some hundred milliseconds on a
   * CPU, so that the model, and not its surroundings, should be what a job waits for.
   */
  public static final CheckpointShape MID =
      new CheckpointShape(
          "mid", new Vision(384, 12, 6, 1536), new Language(768, 12, 12, 2, 3072), 16_384);

  /** Width, blocks, heads and inner width of the vision tower. */
  public record Vision(int width, int layers, int heads, int inner) {}

  /** Width, blocks, query heads, key and value heads, and inner width of the language model. */
  public record Language(int width, int layers, int heads, int keyValueHeads, int inner) {}

  /** Returns {@code config.json}, with the keys that change a computation. */
  String configJson() {
    return """
        {
          "architectures": ["InternVLChatModel"],
          "model_type": "internvl_chat",
          "downsample_ratio": 0.5,
          "dynamic_image_size": true,
          "force_image_size": 448,
          "max_dynamic_patch": 12,
          "ps_version": "v2",
          "select_layer": -1,
          "template": "internvl2_5",
          "tie_word_embeddings": false,
          "torch_dtype": "bfloat16",
          "llm_config": {
            "architectures": ["Qwen2ForCausalLM"],
            "model_type": "qwen2",
            "hidden_act": "silu",
            "hidden_size": %d,
            "num_hidden_layers": %d,
            "num_attention_heads": %d,
            "num_key_value_heads": %d,
            "intermediate_size": %d,
            "max_position_embeddings": 32768,
            "rms_norm_eps": 1e-06,
            "rope_theta": 1000000.0,
            "tie_word_embeddings": false,
            "torch_dtype": "bfloat16",
            "use_sliding_window": false,
            "vocab_size": %d
          },
          "vision_config": {
            "architectures": ["InternVisionModel"],
            "model_type": "intern_vit_6b",
            "hidden_act": "gelu",
            "hidden_size": %d,
            "num_hidden_layers": %d,
            "num_attention_heads": %d,
            "intermediate_size": %d,
            "image_size": 448,
            "patch_size": 14,
            "layer_norm_eps": 1e-06,
            "norm_type": "layer_norm",
            "qk_normalization": false,
            "qkv_bias": true
          }
        }
        """
        .formatted(
            language.width(),
            language.layers(),
            language.heads(),
            language.keyValueHeads(),
            language.inner(),
            vocabulary + RandomTokenizer.ADDED.size(),
            vision.width(),
            vision.layers(),
            vision.heads(),
            vision.inner());
  }
}

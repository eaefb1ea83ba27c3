package io.prelabel.integration.self1e.checkpoint;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The language model, as {@code llm_config} describes it.
 *
 * @param architecture which formulas
 * @param hiddenSize width of a token
 * @param layers number of blocks
 * @param heads query heads
 * @param keyValueHeads key and value heads; divides {@code heads}
 * @param headSize width of one head; even, since rotary embeddings turn pairs
 * @param intermediateSize inner width of a block's MLP
 * @param bias whether query, key and value products have a bias (in Qwen3 and InternLM2, the output
 *     product too)
 * @param tied whether the table that turns tokens into vectors also scores the next token
 * @param epsilon of all norms
 * @param ropeTheta base of the rotary frequencies
 */
public record LanguageConfig(
    Architecture architecture,
    int hiddenSize,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int intermediateSize,
    boolean bias,
    boolean tied,
    double epsilon,
    double ropeTheta) {
  /** Scalings that change nothing below the length that the model was trained for. */
  private static final Set<String> HARMLESS_SCALINGS = Set.of("default", "dynamic");

  /** What Hugging Face's {@code Qwen3Config} takes where {@code head_dim} is left out. */
  private static final int QWEN3_HEAD_SIZE = 128;

  /** The language models that the program computes. */
  public enum Architecture {
    QWEN2("Qwen2ForCausalLM"),
    /** Normalises queries and keys per head. */
    QWEN3("Qwen3ForCausalLM"),
    /** Stores queries, keys and values as one matrix, group by group. */
    INTERNLM2("InternLM2ForCausalLM");

    private final String className;

    Architecture(String className) {
      this.className = className;
    }
  }

  static LanguageConfig read(ConfigSection section) {
    Architecture architecture = architecture(section);
    section.expectText("hidden_act", "silu");
    section.expect(
        "use_sliding_window",
        section.node().path("use_sliding_window"),
        !section.flag("use_sliding_window", false));
    expectPlainRotary(section);
    int hiddenSize = section.positive("hidden_size");
    int heads = section.positive("num_attention_heads");
    int keyValueHeads = section.positive("num_key_value_heads", heads);
    if (heads % keyValueHeads != 0) {
      throw section.bad("num_key_value_heads", "must divide num_attention_heads");
    }
    int headSize =
        section.positive(
            "head_dim", architecture == Architecture.QWEN3 ? QWEN3_HEAD_SIZE : hiddenSize / heads);
    if (headSize < 2 || headSize % 2 != 0) {
      throw section.bad("head_dim", "must be even");
    }
    return new LanguageConfig(
        architecture,
        hiddenSize,
        section.layers("num_hidden_layers"),
        heads,
        keyValueHeads,
        headSize,
        section.positive("intermediate_size"),
        bias(section, architecture),
        section.flag("tie_word_embeddings", false),
        section.positiveDouble("rms_norm_eps"),
        section.positiveDouble("rope_theta"));
  }

  private static boolean bias(ConfigSection section, Architecture architecture) {
    return switch (architecture) {
      case QWEN2 -> true;
      case QWEN3 -> section.flag("attention_bias", false);
      case INTERNLM2 -> section.flag("bias", true); // InternLM2Config's own default
    };
  }

  private static Architecture architecture(ConfigSection section) {
    JsonNode names = section.node().path("architectures");
    String name = names.path(0).asString("");
    if (name.isEmpty()) {
      throw section.bad("architectures", "is missing; it says which language model this is");
    }
    for (Architecture each : Architecture.values()) {
      if (each.className.equals(name)) {
        return each;
      }
    }
    throw new Unsupported("%s: language model %s".formatted(section.file(), name));
  }

  private static void expectPlainRotary(ConfigSection section) {
    JsonNode scaling = section.node().path("rope_scaling");
    if (scaling.isObject()) {
      String type = scaling.path("rope_type").asString(scaling.path("type").asString("?"));
      section.expect("rope_scaling", scaling, HARMLESS_SCALINGS.contains(type));
    }
  }
}

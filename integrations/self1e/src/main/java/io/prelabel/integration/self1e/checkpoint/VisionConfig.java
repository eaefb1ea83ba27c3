package io.prelabel.integration.self1e.checkpoint;

/**
 * The vision tower (InternViT), as {@code vision_config} describes it.
 *
 * @param hiddenSize width of a patch token
 * @param layers number of blocks
 * @param heads attention heads; divides {@code hiddenSize}
 * @param intermediateSize inner width of a block's MLP
 * @param patchSize pixels along a patch side
 * @param positionGrid patches along a side, for which the position embedding was learned
 * @param bias whether the query/key/value product has a bias
 * @param queryKeyNorm whether queries and keys are normalised (RMSNorm over the whole width)
 * @param rmsNorm RMSNorm instead of LayerNorm in the blocks
 * @param epsilon of all norms in the blocks
 */
public record VisionConfig(
    int hiddenSize,
    int layers,
    int heads,
    int intermediateSize,
    int patchSize,
    int positionGrid,
    boolean bias,
    boolean queryKeyNorm,
    boolean rmsNorm,
    double epsilon) {
  static VisionConfig read(ConfigSection section) {
    section.expectText("hidden_act", "gelu");
    String norm = section.text("norm_type").orElse("rms_norm"); // InternVL's own default
    section.expect(
        "norm_type",
        section.node().path("norm_type"),
        norm.equals("rms_norm") || norm.equals("layer_norm"));
    int patchSize = section.positive("patch_size");
    int imageSize = section.positive("image_size");
    if (imageSize % patchSize != 0) {
      throw section.bad("image_size", "must be a multiple of patch_size");
    }
    int hiddenSize = section.positive("hidden_size");
    int heads = section.positive("num_attention_heads");
    if (hiddenSize % heads != 0) {
      throw section.bad("num_attention_heads", "must divide hidden_size");
    }
    return new VisionConfig(
        hiddenSize,
        section.layers("num_hidden_layers"),
        heads,
        section.positive("intermediate_size"),
        patchSize,
        imageSize / patchSize,
        section.flag("qkv_bias", false),
        section.flag("qk_normalization", true),
        norm.equals("rms_norm"),
        section.positiveDouble("layer_norm_eps"));
  }
}

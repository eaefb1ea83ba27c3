package io.prelabel.integration.self1e.checkpoint;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * What {@code config.json} says, as far as it changes answers; all else in the file is ignored.
 *
 * @param imageSize pixels along a tile's side
 * @param vision the vision tower
 * @param language the language model
 */
public record Self1eConfig(int imageSize, VisionConfig vision, LanguageConfig language) {
  /**
   * Reads and checks a configuration.
   *
   * @throws io.prelabel.plugin.PluginException {@code BAD_INPUT} with file, key and remedy; an
   *     {@link Unsupported} for a legal form that can't be computed yet
   */
  public static Self1eConfig read(Path file) {
    ConfigSection top = new ConfigSection(file, "", CheckpointFolder.json(file));
    expectLayout(top);
    VisionConfig vision = VisionConfig.read(top.section("vision_config"));
    LanguageConfig language = LanguageConfig.read(top.section("llm_config"));
    int imageSize = top.positive("force_image_size", vision.positionGrid() * vision.patchSize());
    if (imageSize % (2 * vision.patchSize()) != 0) {
      throw top.bad("force_image_size", "must be a multiple of two patches");
    }
    return new Self1eConfig(imageSize, vision, language);
  }

  /** Returns the patches along a tile's side. */
  public int patches() {
    return imageSize / vision.patchSize();
  }

  /** Returns the image tokens that the language model reads for one tile. */
  public int tokensPerTile() {
    return (patches() / 2) * (patches() / 2);
  }

  /**
   * {@code template} is not looked at: SELF1E is trained with {@code internvl2_5} on every base.
   */
  private static void expectLayout(ConfigSection top) {
    JsonNode ratio = top.node().path("downsample_ratio");
    top.expect("downsample_ratio", ratio, !top.has("downsample_ratio") || ratio.asDouble(0) == 0.5);
    JsonNode shuffle = top.node().path("ps_version"); // InternVL's own default is v1
    top.expect("ps_version", shuffle, "v2".equals(shuffle.asString("")));
    JsonNode layer = top.node().path("select_layer");
    top.expect("select_layer", layer, !top.has("select_layer") || layer.asInt(0) == -1);
  }
}

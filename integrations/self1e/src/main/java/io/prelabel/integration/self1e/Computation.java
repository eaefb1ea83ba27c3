package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.checkpoint.LanguageConfig;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.engine.TorchProgram;
import io.prelabel.integration.self1e.image.Tiles;
import io.prelabel.plugin.model.Precision;

/**
 * What every batch is computed with.
 *
 * @param yes the token of the answer that a thing is there
 * @param no the token of the answer that it is not
 */
record Computation(
    TorchProgram program,
    Beginning beginning,
    Self1eConfig config,
    Precision precision,
    PassBudget budget,
    long yes,
    long no) {
  /** Returns the image tokens of a picture. */
  int imageTokens(Tiles tiles) {
    return config.tokensPerTile() * tiles.grid().tiles();
  }

  /** Returns the patches of a tile. */
  long patchesPerTile() {
    return (long) config.patches() * config.patches();
  }

  /**
   * Returns what the features of one tile hold in memory, in tokens of a pass: E_lo, ori(E_lo),
   * four times as wide, and the refilling features, four for each patch.
   */
  long featureTokensPerTile() {
    LanguageConfig language = config.language();
    long number = precision == Precision.BFLOAT16 ? 2 : Float.BYTES;
    long rows = 5L * config.tokensPerTile() + 4 * patchesPerTile();
    long bytes = number * rows * language.hiddenSize();
    return Math.max(1, bytes / PassBudget.bytesPerToken(language, precision));
  }
}

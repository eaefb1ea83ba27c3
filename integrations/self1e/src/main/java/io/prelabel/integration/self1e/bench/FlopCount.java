package io.prelabel.integration.self1e.bench;

import io.prelabel.integration.self1e.checkpoint.LanguageConfig;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import io.prelabel.integration.self1e.checkpoint.VisionConfig;

/**
 * Floating point operations of the matrix products, counted from the shapes: a multiplication and
 * an addition are two. Norms, activations and softmax are left out, as is usual: they are below a
 * hundredth. Attention counts every pair of a row, whether the mask hides it or not, since the
 * kernels compute all. Padding counts nothing: work on it is lost.
 *
 * <p>Letters as in {@code self1e.torchscript}: P patches along a tile's side, Q = P / 2, D width of
 * the language model, W width of the vision tower.
 */
public final class FlopCount {
  private final VisionConfig vision;
  private final LanguageConfig language;
  private final long patches;
  private final long compressed;

  public FlopCount(Self1eConfig config) {
    vision = config.vision();
    language = config.language();
    patches = (long) config.patches() * config.patches();
    compressed = config.tokensPerTile();
  }

  /**
   * Everything that is computed once per picture: the vision tower, {@code mlp1} over the
   * compressed and the uncompressed patches, the projection {@code ori} of both, and the first
   * matrix of {@code out} over (2P)<sup>2</sup> cells.
   */
  public double vision(int tiles) {
    double w = vision.hiddenSize();
    double d = language.hiddenSize();
    double tokens = patches + 1;
    double patch = 3.0 * vision.patchSize() * vision.patchSize();
    double embedding = patches * w * patch;
    double block =
        tokens * (4 * w * w + 2 * w * vision.intermediateSize()) + 2 * tokens * tokens * w;
    double mlp1 = (patches + compressed) * (4 * w * d + d * d);
    double ori = (patches + compressed) * 5 * d * d;
    double refilling = 4 * patches * d * d;
    return 2 * tiles * (embedding + vision.layers() * block + mlp1 + ori + refilling);
  }

  /** A row of tokens through the language model, without {@code lm_head}. */
  public double row(long tokens) {
    return cached(tokens, tokens);
  }

  /**
   * Tokens whose predecessors' keys and values are kept.
   *
   * @param tokens that are computed
   * @param seen tokens in all, the kept ones included, that each is compared with
   */
  public double cached(long tokens, long seen) {
    double d = language.hiddenSize();
    double queries = (double) language.heads() * language.headSize();
    double keys = (double) language.keyValueHeads() * language.headSize();
    double products = d * (queries + 2 * keys) + queries * d + 3 * d * language.intermediateSize();
    double attention = 2.0 * seen * queries;
    return 2 * tokens * language.layers() * (products + attention);
  }
}

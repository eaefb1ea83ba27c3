package io.prelabel.integration.self1e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prelabel.integration.self1e.bench.CheckpointShape.Language;
import io.prelabel.integration.self1e.bench.CheckpointShape.Vision;
import io.prelabel.integration.self1e.checkpoint.Self1eConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlopCountTest {
  @TempDir private Path folder;

  /**
   * W = 2, I = 3, one block; D = 4 in 2 heads of 2, one key head, inner width 5, two blocks. 448
   * pixels: 1024 patches of 3 * 14 * 14 numbers, 256 compressed tokens.
   */
  @Test
  void smallModel_asCountedByHand() throws IOException {
    FlopCount flops = flops(new Vision(2, 1, 1, 3), new Language(4, 2, 2, 1, 5));
    long patchEmbedding = 1024 * 2 * 588; //                              1,204,224
    long qkvAndProjection = 1025 * 4 * 2 * 2; //                             16,400
    long mlp = 1025 * 2 * 2 * 3; //                                          12,300
    long scoresAndValues = 2 * 1025 * 1025 * 2; //                        4,202,500
    long mlp1 = 1280 * (8 * 4 + 4 * 4); //                                   61,440
    long ori = 1280 * (4 * 4 + 4 * 16); //                                  102,400
    long refilling = 64 * 64 * 4 * 4; //                                     65,536
    long sum = patchEmbedding + qkvAndProjection + mlp + scoresAndValues + mlp1 + ori + refilling;
    assertThat(sum).isEqualTo(5_664_800);
    assertThat(flops.vision(1)).isEqualTo(2.0 * 5_664_800);
    assertThat(flops.vision(3)).isEqualTo(6.0 * 5_664_800);

    // a block, 10 tokens: q 4x4, k and v 2x4 each, o 4x4, three of 5x4: 108; 10 keys: 2 * 10 * 4
    assertThat(flops.row(10)).isEqualTo(2.0 * 2 * 10 * (108 + 80));
    // 3 tokens behind 7 kept ones
    assertThat(flops.cached(3, 10)).isEqualTo(2.0 * 2 * 3 * (108 + 80));
  }

  /** The authors' code: 2.96 s at 580 GFLOP/s are 1717 GFLOP, lm_head and head included. */
  @Test
  void publishedShape_agreesWithWhatTheAuthorsCodeNeeds() throws IOException {
    FlopCount flops = flops(CheckpointShape.INTERNVL3_2B);
    double lmHead = 2.0 * 298 * 1536 * 151_676;
    assertThat((flops.vision(1) + flops.row(298) + lmHead) / 1e9).isCloseTo(1717, within(50.0));
  }

  private FlopCount flops(Vision vision, Language language) throws IOException {
    return flops(new CheckpointShape("small", vision, language, 512));
  }

  private FlopCount flops(CheckpointShape shape) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), shape.configJson());
    return new FlopCount(Self1eConfig.read(file));
  }
}

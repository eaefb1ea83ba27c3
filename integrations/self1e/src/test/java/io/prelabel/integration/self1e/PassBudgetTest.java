package io.prelabel.integration.self1e;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.integration.self1e.checkpoint.LanguageConfig;
import io.prelabel.integration.self1e.checkpoint.LanguageConfig.Architecture;
import io.prelabel.plugin.model.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassBudgetTest {
  /** InternVL3-2B's language model. */
  private static final LanguageConfig QWEN2_1_5B =
      new LanguageConfig(
          Architecture.QWEN2, 1536, 28, 12, 2, 128, 8960, true, true, 1e-6, 1_000_000);

  private static final long MIB = 1 << 20;

  @Test
  void withoutAKnownMemory_itIsWhatIsConfigured() {
    assertThat(budget(8192, OptionalLong.empty()).tokens()).isEqualTo(8192);
  }

  @Test
  void withMuchMemory_itIsWhatIsConfigured() {
    assertThat(budget(8192, OptionalLong.of(70_000 * MIB)).tokens()).isEqualTo(8192);
  }

  @Test
  void withLittleMemory_itIsWhatFits() {
    // 2 x (4 x 1536 + 4 x 12 x 128 + 3 x 8960 + 2 x 28 x 2 x 128) + 2 x 4 x 1536, by hand
    assertThat(PassBudget.bytesPerToken(QWEN2_1_5B, Precision.BFLOAT16)).isEqualTo(119_296);
    assertThat(budget(8192, OptionalLong.of(1000 * MIB)).tokens()).isEqualTo(5273);
    assertThat(budget(8192, OptionalLong.of(0)).tokens()).isEqualTo(1);
  }

  @Test
  void float32_takesAboutTwice() {
    assertThat(PassBudget.bytesPerToken(QWEN2_1_5B, Precision.FLOAT32))
        .isBetween(200_000L, 240_000L);
  }

  /** An allocator of so many bytes, as the device; rows of 300 tokens, halved until they fit. */
  @Test
  void passesThatFail_areHalvedAndTheSizeIsRemembered() {
    PassBudget budget = budget(8192, OptionalLong.empty());
    Allocator device = new Allocator(2000 * 119_296L);
    assertThat(run(budget, device, 40)).containsOnly(6, 4).startsWith(6).endsWith(4);
    assertThat(device.failures).as("27 rows, then 13").isEqualTo(2);
    assertThat(run(budget, device, 40)).hasSize(7);
    assertThat(device.failures).isEqualTo(2);
  }

  @Test
  void memoryThatShrinksAndGrows_isFollowed() {
    PassBudget budget = budget(8192, OptionalLong.empty());
    Allocator device = new Allocator(9000 * 119_296L);
    assertThat(run(budget, device, 27)).containsExactly(27);
    device.bytes = 700 * 119_296L;
    assertThat(run(budget, device, 27)).endsWith(1).contains(1);
    device.bytes = 9000 * 119_296L;
    for (int i = 0; i < 200; i++) {
      run(budget, device, 27);
    }
    assertThat(run(budget, device, 27)).containsExactly(27);
  }

  private static PassBudget budget(int configured, OptionalLong freeBytes) {
    return PassBudget.of(configured, "cuda:0", freeBytes, QWEN2_1_5B, Precision.BFLOAT16);
  }

  /** Runs rows as a model does; returns how many each pass held that went well. */
  private static List<Integer> run(PassBudget budget, Allocator device, int rows) {
    List<Integer> passes = new ArrayList<>();
    for (int done = 0; done < rows; ) {
      int fitting = (int) Math.max(1, Math.min(rows - done, budget.tokens() / 300));
      if (device.holds(300L * fitting * 119_296)) {
        budget.succeeded(300L * fitting);
        passes.add(fitting);
        done += fitting;
      } else {
        budget.outOfMemory(300L * fitting);
      }
    }
    assertThat(IntStream.range(0, passes.size()).map(passes::get).sum()).isEqualTo(rows);
    return passes;
  }

  private static final class Allocator {
    private long bytes;
    private int failures;

    Allocator(long bytes) {
      this.bytes = bytes;
    }

    boolean holds(long wanted) {
      failures += wanted > bytes ? 1 : 0;
      return wanted <= bytes;
    }
  }
}

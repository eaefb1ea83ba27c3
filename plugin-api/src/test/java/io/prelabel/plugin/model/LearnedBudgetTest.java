package io.prelabel.plugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LearnedBudgetTest {
  private final LearnedBudget budget = new LearnedBudget(() -> 1000);

  @Test
  void whileMemorySuffices_itIsWhatIsConfigured() {
    assertThat(budget.succeeded(1000)).isFalse();
    assertThat(budget.tokens()).isEqualTo(1000);
  }

  @Test
  void aConfiguredBudgetThatChanges_isFollowed() {
    AtomicLong configured = new AtomicLong(8);
    LearnedBudget following = new LearnedBudget(configured::get);
    configured.set(3);
    assertThat(following.tokens()).isEqualTo(3);
  }

  @Test
  void memoryThatRunsOut_halvesWhatFailed() {
    assertThat(budget.outOfMemory(600)).isTrue();
    assertThat(budget.tokens()).isEqualTo(300);
    assertThat(budget.outOfMemory(300)).isTrue();
    assertThat(budget.tokens()).isEqualTo(150);
  }

  @Test
  void theOtherHalfOfWhatFailed_teachesNothingNew() {
    budget.outOfMemory(1000);
    budget.outOfMemory(500);
    assertThat(budget.outOfMemory(500)).isFalse();
    assertThat(budget.tokens()).isEqualTo(250);
  }

  @Test
  void itNeverFallsBelowOneToken() {
    budget.outOfMemory(1);
    assertThat(budget.tokens()).isEqualTo(1);
    assertThat(budget.outOfMemory(1)).isFalse();
  }

  @Test
  void goodTriesOfAboutItsSize_makeItGrowBack() {
    budget.outOfMemory(1000);
    for (int i = 1; i < LearnedBudget.FIRST_PATIENCE; i++) {
      assertThat(budget.succeeded(500)).isFalse();
      assertThat(budget.succeeded(10)).as("too small to count").isFalse();
    }
    assertThat(budget.succeeded(500)).isTrue();
    assertThat(budget.tokens()).isEqualTo(625);
    assertThat(triesUntil(1000)).isEqualTo(3 * LearnedBudget.FIRST_PATIENCE);
    assertThat(budget.succeeded(1000)).isFalse();
  }

  /** An allocator of so many bytes, one a token: most tries must hold what fits, few may fail. */
  @Test
  void memoryThatStaysSmall_isTriedEverMoreSeldom() {
    List<Integer> failures = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      if (!allocate(400)) {
        failures.add(i);
      }
    }
    assertThat(failures).hasSizeBetween(3, 15);
    int before = failures.get(failures.size() - 2);
    int last = failures.get(failures.size() - 1);
    assertThat(last - before).isGreaterThan(10 * LearnedBudget.FIRST_PATIENCE);
    assertThat(budget.tokens()).isBetween(200L, 500L);
  }

  @Test
  void memoryThatShrinksAndGrows_isFollowed() {
    run(900, 200);
    assertThat(budget.tokens()).isBetween(450L, 1000L);
    run(100, 200);
    assertThat(budget.tokens()).isBetween(50L, 125L);
    run(2000, 2000);
    assertThat(budget.tokens()).isEqualTo(1000);
  }

  private void run(long bytes, int tries) {
    for (int i = 0; i < tries; i++) {
      allocate(bytes);
    }
  }

  private boolean allocate(long bytes) {
    long wanted = budget.tokens();
    boolean fits = wanted <= bytes;
    if (fits) {
      budget.succeeded(wanted);
    } else {
      budget.outOfMemory(wanted);
    }
    return fits;
  }

  private int triesUntil(long tokens) {
    int tries = 0;
    while (budget.tokens() < tokens) {
      budget.succeeded(budget.tokens());
      tries++;
    }
    return tries;
  }
}

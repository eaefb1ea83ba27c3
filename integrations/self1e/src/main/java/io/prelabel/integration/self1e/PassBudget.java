package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.checkpoint.LanguageConfig;
import io.prelabel.plugin.model.LearnedBudget;
import io.prelabel.plugin.model.Precision;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many tokens (rows times the longest of them) one forward pass may hold on a device: what is
 * configured, or what the device's free memory is good for if that is less; and half of what
 * failed, after memory ran out. See {@link LearnedBudget} for how it grows again. Each change is a
 * line in the log. Thread-safe.
 *
 * <p>Whoever runs passes takes as many rows as {@link #tokens} allows, at least one, and tells
 * {@link #succeeded}. Where a pass of several rows fails with {@code OVER_CAPACITY}, it tells
 * {@link #outOfMemory} and tries the same rows again, of which fewer fit now. A row that fails
 * alone can't be made smaller; its failure stands.
 */
final class PassBudget {
  private static final Logger LOG = LoggerFactory.getLogger(PassBudget.class);

  /** The rest is for features of pictures, the mask head, and what the allocator can't join. */
  private static final double SHARE_FOR_PASSES = 0.6;

  private final String device;
  private final LearnedBudget budget;

  PassBudget(long tokens, String device) {
    this.device = device;
    this.budget = new LearnedBudget(() -> tokens);
  }

  /**
   * Makes the first budget.
   *
   * @param configured the upper bound
   * @param device for people ("cuda:1")
   * @param freeBytes of the device's memory after the weights are there; empty where it is not
   *     known
   */
  static PassBudget of(
      int configured,
      String device,
      OptionalLong freeBytes,
      LanguageConfig language,
      Precision precision) {
    long fitting = configured;
    if (freeBytes.isPresent()) {
      double forPasses = SHARE_FOR_PASSES * freeBytes.getAsLong();
      fitting = (long) Math.max(1, forPasses / bytesPerToken(language, precision));
    }
    if (fitting < configured) {
      LOG.info(
          "Token budget {} on {}: its free memory of {} MiB holds no more.",
          fitting,
          device,
          freeBytes.getAsLong() >> 20);
    }
    return new PassBudget(Math.min(configured, fitting), device);
  }

  /**
   * Returns the memory that a token takes at the widest place of a block, in bytes: the residual
   * and its norm, queries, keys and values (repeated for all heads), the two halves of the MLP and
   * their product, and the norm's float32 copies. The keys and values of all blocks come on top,
   * for a prefix that is kept.
   */
  static long bytesPerToken(LanguageConfig language, Precision precision) {
    long number = precision == Precision.BFLOAT16 ? 2 : Float.BYTES;
    long hidden = language.hiddenSize();
    long attention = 4L * language.heads() * language.headSize();
    long mlp = 3L * language.intermediateSize();
    long kept = 2L * language.layers() * language.keyValueHeads() * language.headSize();
    return number * (4 * hidden + attention + mlp + kept) + 2 * Float.BYTES * hidden;
  }

  /** Returns how many tokens the next pass may hold, at least 1. */
  long tokens() {
    return budget.tokens();
  }

  /** Says that a pass of so many tokens went well. */
  void succeeded(long tokens) {
    if (budget.succeeded(tokens)) {
      LOG.info("Memory on {}: trying passes of {} tokens.", device, budget.tokens());
    }
  }

  /** Says that memory ran out in a pass of so many tokens, which had several rows. */
  void outOfMemory(long tokens) {
    if (budget.outOfMemory(tokens)) {
      LOG.warn(
          "Memory on {} does not hold a pass of {} tokens; it gets {} at most from now on.",
          device,
          tokens,
          budget.tokens());
    }
  }
}

package io.prelabel.integration.self1e;

import io.prelabel.integration.self1e.image.Tiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts rows into passes. A pass holds consecutive rows of pictures with equally many tiles, as many
 * rows as fit: the rows times the longest of them, and what the features of their pictures hold
 * beside, stay within the budget. Padding counts, since it costs as much as anything else. A row
 * that is longer than the budget gets a pass of its own.
 */
final class BatchPlan {
  private final long featureTokensPerTile;
  private final List<MaskRow> pass = new ArrayList<>();
  private int longest;
  private long pictures;

  /**
   * @param featureTokensPerTile what a tile's features hold in memory, in tokens of a pass
   */
  BatchPlan(long featureTokensPerTile) {
    this.featureTokensPerTile = featureTokensPerTile;
  }

  /** Returns whether a row can join the pass that is being filled. */
  boolean fits(MaskRow row, long tokenBudget) {
    if (pass.isEmpty()) {
      return true;
    }
    MaskRow last = pass.get(pass.size() - 1);
    int words = Math.max(longest, row.words().length());
    long after = pictures + (last.tiles() == row.tiles() ? 0 : features(row.tiles()));
    return last.imageTokens() == row.imageTokens()
        && (pass.size() + 1L) * (row.imageTokens() + words) + after <= tokenBudget;
  }

  /** Adds a row, whether it fits or not. */
  void add(MaskRow row) {
    if (pass.isEmpty() || pass.get(pass.size() - 1).tiles() != row.tiles()) {
      pictures += features(row.tiles());
    }
    longest = Math.max(longest, row.words().length());
    pass.add(row);
  }

  private long features(Tiles tiles) {
    return featureTokensPerTile * tiles.grid().tiles();
  }

  /** Returns the rows so far, and begins the next pass. */
  List<MaskRow> take() {
    List<MaskRow> taken = List.copyOf(pass);
    pass.clear();
    longest = 0;
    pictures = 0;
    return taken;
  }

  /** Returns whether a picture has a row in the pass that is being filled. */
  boolean holds(Tiles tiles) {
    return pass.stream().anyMatch(row -> row.tiles() == tiles);
  }

  /** Returns the tokens of a pass, padding included. */
  static long tokens(List<MaskRow> pass) {
    int words = pass.stream().mapToInt(row -> row.words().length()).max().orElse(0);
    return (long) pass.size() * (pass.get(0).imageTokens() + words);
  }
}

package io.prelabel.integration.labelstudio.region;

import java.util.Optional;

/** Where a region of a person's result comes from. */
public enum RegionOrigin {
  /** Ours, as it was. */
  PREDICTION("prediction"),
  /** Ours, moved or redrawn; id and score are still ours and no longer speak for it. */
  PREDICTION_CHANGED("prediction-changed"),
  /** Drawn by a person. */
  MANUAL("manual");

  private final String word;

  RegionOrigin(String word) {
    this.word = word;
  }

  /** Returns the origin that Label Studio writes so; empty for any other word. */
  static Optional<RegionOrigin> of(String word) {
    for (RegionOrigin origin : values()) {
      if (origin.word.equals(word)) {
        return Optional.of(origin);
      }
    }
    return Optional.empty();
  }
}

package io.prelabel.integration.picture;

import java.util.List;

/** What a person should know about a decoding, in the words that are shown with the picture. */
final class Notes {
  private Notes() {}

  /** Returns nothing for a single frame. */
  static List<String> firstFrameOf(long frames) {
    return frames > 1 ? List.of("first of %d frames".formatted(frames)) : List.of();
  }

  /** Returns nothing for a single page. */
  static List<String> firstPageOf(long pages) {
    return pages > 1 ? List.of("first of %d pages".formatted(pages)) : List.of();
  }
}

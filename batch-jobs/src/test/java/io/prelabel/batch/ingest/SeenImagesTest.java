package io.prelabel.batch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenImagesTest {
  private final SeenImages seen = new SeenImages();

  @Test
  void contains_whatWasAdded_andNoNeighbour() {
    assertThat(seen.isEmpty()).isTrue();
    long[] ids = {1, 1023, 1024, 5_000_000_000L};
    for (long id : ids) {
      assertThat(seen.contains(id)).isFalse();
      seen.add(id);
    }
    for (long id : ids) {
      assertThat(seen.contains(id)).isTrue();
      assertThat(seen.contains(id + 2)).isFalse();
    }
    assertThat(seen.isEmpty()).isFalse();
  }
}

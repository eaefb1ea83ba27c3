package io.prelabel.batch.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.dataset.Image;
import io.prelabel.db.run.ClaimedItem;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.image.ImageRef;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ItemFailuresTest {
  @Test
  void anImageThatMeetsThreadsThatHaveEnded_isTriedAgain() {
    Throwable shuttingDown = new CompletionException(new RejectedExecutionException("terminated"));
    assertThat(ItemFailures.of(anyItem(), shuttingDown).category())
        .isEqualTo(FailureCategory.UNAVAILABLE);
  }

  @Test
  void whatNobodyForesaw_isABug_andItsTextHoldsNoDetails() {
    Throwable unforeseen = new IllegalStateException("/home/ann/pictures/a.png");
    assertThat(ItemFailures.of(anyItem(), unforeseen).category()).isEqualTo(FailureCategory.BUG);
    assertThat(ItemFailures.of(anyItem(), unforeseen).text()).doesNotContain("ann");
  }

  private static ClaimedItem anyItem() {
    ImageRef ref = new ImageRef(URI.create("file:///a.png"), "0".repeat(64));
    Image image =
        new Image(
            1,
            1,
            ref,
            "a.png",
            1,
            Instant.EPOCH,
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty());
    return new ClaimedItem(1, 1, image, new UUID(0, 1), 1);
  }
}

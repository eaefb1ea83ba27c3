package io.prelabel.db.dataset;

import static io.prelabel.db.testing.Examples.NOON;
import static io.prelabel.db.testing.Examples.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.image.ImageRef;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImagesTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();
  private long dataset;

  @BeforeEach
  void addDataset() {
    dataset =
        database.datasets().add("pictures", URI.create("file:///p/"), NOON).orElseThrow().id();
  }

  @Test
  void register_aNewFile_addsIt() {
    assertThat(images().register(dataset, image(1), NOON)).isEqualTo(Registration.ADDED);
    Image stored = images().page(dataset, 0, 10).get(0);
    assertThat(stored.ref()).isEqualTo(image(1).ref());
    assertThat(stored.size()).isEqualTo(image(1).size());
    assertThat(images().find(stored.id())).contains(stored);
  }

  @Test
  void register_theSameBytesAgain_changesNothing() {
    images().register(dataset, image(1), NOON);
    assertThat(images().register(dataset, image(1), NOON)).isEqualTo(Registration.UNCHANGED);
    assertThat(images().count(dataset)).isEqualTo(1);
  }

  @Test
  void register_otherBytesUnderTheSameUri_keepsBothAndMarksTheOldOne() {
    images().register(dataset, image(1), NOON);
    Image old = images().page(dataset, 0, 10).get(0);
    assertThat(images().register(dataset, image(1, 7), NOON.plusSeconds(1)))
        .isEqualTo(Registration.REPLACED);
    assertThat(images().count(dataset)).isEqualTo(1);
    assertThat(images().find(old.id()).orElseThrow().replacedAt()).contains(NOON.plusSeconds(1));
    assertThat(images().current(dataset, List.of(old.ref().uri())).get(old.ref().uri()).ref())
        .isEqualTo(image(1, 7).ref());
  }

  @Test
  void register_touchedButEqual_keepsTheRowAndTheNewTime() {
    images().register(dataset, image(1), NOON);
    NewImage touched =
        new NewImage(image(1).ref(), "picture 001.png", 101, NOON.plusSeconds(9), image(1).size());
    assertThat(images().register(dataset, touched, NOON)).isEqualTo(Registration.UNCHANGED);
    assertThat(images().page(dataset, 0, 10).get(0).looksLike(101, NOON.plusSeconds(9))).isTrue();
  }

  @Test
  void looksLike_comparesToTheMicrosecondThatIsStored() {
    Instant fine = NOON.plusNanos(123_456_789);
    ImageRef ref = image(1).ref();
    images().register(dataset, new NewImage(ref, "a.png", 5, fine, Optional.empty()), NOON);
    Image stored = images().page(dataset, 0, 10).get(0);
    assertThat(stored.looksLike(5, fine)).isTrue();
    assertThat(stored.looksLike(6, fine)).isFalse();
    assertThat(stored.looksLike(5, fine.plusMillis(1))).isFalse();
    assertThat(stored.size()).isEmpty();
  }

  @Test
  void add_aNameThatIsTaken_isEmpty() {
    assertThat(database.datasets().add("pictures", URI.create("file:///q/"), NOON)).isEmpty();
    assertThat(database.datasets().findByName("pictures").orElseThrow().root())
        .isEqualTo(URI.create("file:///p/"));
  }

  private Images images() {
    return database.images();
  }
}

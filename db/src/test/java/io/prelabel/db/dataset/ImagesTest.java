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
import java.util.Random;
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

  /** The longest path of Linux in a script whose letters take nine characters each in a URI. */
  @Test
  void register_aFileWithAVeryLongName_addsItToo() {
    String name =
        new Random(1)
            .ints(1365, 0x4E00, 0x9FFF)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    URI uri = URI.create(URI.create("file:///p/" + name).toASCIIString());
    ImageRef ref = new ImageRef(uri, image(1).ref().sha256());
    NewImage image = new NewImage(ref, name, 101, NOON, image(1).size());
    assertThat(images().register(dataset, image, NOON)).isEqualTo(Registration.ADDED);
    assertThat(images().register(dataset, image, NOON)).isEqualTo(Registration.UNCHANGED);
    assertThat(images().current(dataset, List.of(uri))).containsOnlyKeys(uri);
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
    assertThat(images().find(old.id()).orElseThrow().retiredAt()).contains(NOON.plusSeconds(1));
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
  void retire_aFileThatIsGone_keepsItsRowOutOfTheDataSet() {
    images().register(dataset, image(1), NOON);
    images().register(dataset, image(2), NOON);
    List<Long> ids = images().currentIds(dataset, 0, 10);
    Instant later = NOON.plusSeconds(1);
    assertThat(images().retire(List.of(ids.get(0)), later)).isEqualTo(1);
    assertThat(images().retire(ids.subList(0, 1), later.plusSeconds(1))).isZero();
    assertThat(images().retire(List.of(), later)).isZero();
    assertThat(images().currentIds(dataset, 0, 10)).containsExactly(ids.get(1));
    assertThat(images().find(ids.get(0)).orElseThrow().retiredAt()).contains(later);
  }

  @Test
  void register_aFileThatIsBack_makesItsRowCurrentAgain() {
    images().register(dataset, image(1), NOON);
    long id = images().currentIds(dataset, 0, 10).get(0);
    images().retire(List.of(id), NOON);
    NewImage back =
        new NewImage(image(1).ref(), "picture 001.png", 101, NOON.plusSeconds(9), image(1).size());
    assertThat(images().register(dataset, back, NOON)).isEqualTo(Registration.RETURNED);
    Image current = images().page(dataset, 0, 10).get(0);
    assertThat(current.id()).isEqualTo(id);
    assertThat(current.retiredAt()).isEmpty();
    assertThat(current.looksLike(101, NOON.plusSeconds(9))).isTrue();
  }

  @Test
  void register_otherBytesAfterTheFileWasGone_addsThem() {
    images().register(dataset, image(1), NOON);
    images().retire(images().currentIds(dataset, 0, 10), NOON);
    assertThat(images().register(dataset, image(1, 7), NOON)).isEqualTo(Registration.ADDED);
    assertThat(images().count(dataset)).isEqualTo(1);
  }

  @Test
  void register_theFirstBytesAfterOthers_makesTheFirstRowCurrentAgain() {
    images().register(dataset, image(1), NOON);
    long first = images().currentIds(dataset, 0, 10).get(0);
    images().register(dataset, image(1, 7), NOON);
    assertThat(images().register(dataset, image(1), NOON)).isEqualTo(Registration.REPLACED);
    assertThat(images().currentIds(dataset, 0, 10)).containsExactly(first);
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

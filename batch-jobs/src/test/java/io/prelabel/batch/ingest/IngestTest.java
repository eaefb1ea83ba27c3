package io.prelabel.batch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.batch.source.ContentHash;
import io.prelabel.batch.source.FolderImageSource;
import io.prelabel.batch.testing.Batch;
import io.prelabel.batch.testing.ImageIoDecoder;
import io.prelabel.batch.testing.PictureFolder;
import io.prelabel.db.dataset.Dataset;
import io.prelabel.db.dataset.Image;
import io.prelabel.db.testing.TestDatabase;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.PictureSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
  private static final long MAX_BYTES = 100_000;

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir Path temp;
  private final AtomicInteger reads = new AtomicInteger();
  private int interruptAtRead;
  private PictureFolder folder;
  private Dataset dataset;

  @BeforeEach
  void setUp() throws IOException {
    Path root = Files.createDirectories(temp.resolve("pictures")).toRealPath();
    folder = new PictureFolder(root);
    dataset = database.datasets().add("pictures", root.toUri(), Instant.now()).orElseThrow();
  }

  @Test
  void run_registersPicturesOfAllFoldersBelow() throws IOException {
    folder.addRed(0, 40);
    folder.write("deep/er/still.png", PictureFolder.png(7, 20, 10));
    assertThat(ingest().files()).isEqualTo(Map.of(FileOutcome.ADDED, 41L));
    Image deep = image("deep/er/still.png");
    assertThat(deep.size()).contains(new PictureSize(20, 10));
    assertThat(deep.ref().sha256()).isEqualTo(ContentHash.of(PictureFolder.png(7, 20, 10)));
    assertThat(Path.of(deep.ref().uri())).isEqualTo(folder.path().resolve("deep/er/still.png"));
  }

  @Test
  void run_registersWhatIsMeantToBeAPicture_andLeavesOutTheRest() {
    folder.addText("words.jpg");
    folder.addTruncated("half.png");
    folder.addText("notes.txt");
    folder.addText("labels.json");
    folder.write("no_extension", PictureFolder.png(7, 20, 10));
    folder.write(".hidden.png", PictureFolder.png(7, 20, 10));
    folder.write(".git/objects.png", PictureFolder.png(7, 20, 10));
    folder.write("huge.png", new byte[(int) MAX_BYTES + 1]);
    IngestReport report = ingest();
    assertThat(report.files())
        .isEqualTo(
            Map.of(
                FileOutcome.ADDED, 3L, FileOutcome.NOT_A_PICTURE, 2L, FileOutcome.TOO_LARGE, 1L));
    assertThat(report.registered()).isEqualTo(3);
    assertThat(image("words.jpg").size()).isEmpty();
    assertThat(image("no_extension").size()).isPresent();
  }

  @Test
  void run_keepsOddNamesExactly() throws IOException {
    Set<String> names = unpackOddNames();
    assertThat(ingest().count(FileOutcome.ADDED)).isEqualTo(names.size()).isGreaterThan(15);
    List<Image> images = images();
    assertThat(images).extracting(Image::fileName).containsExactlyInAnyOrderElementsOf(names);
    for (Image image : images) {
      assertThat(Files.readAllBytes(Path.of(image.ref().uri()))).hasSize((int) image.byteCount());
    }
  }

  @Test
  void run_again_opensNothingThatLooksUnchanged() {
    folder.addRed(0, 5);
    ingest();
    reads.set(0);
    folder.addRed(5, 1);
    assertThat(ingest().files())
        .isEqualTo(Map.of(FileOutcome.UNCHANGED, 5L, FileOutcome.ADDED, 1L));
    assertThat(reads).hasValue(1);
  }

  @Test
  void run_afterAFileChanged_replacesIt() throws IOException {
    folder.addRed(0, 2);
    ingest();
    String before = image("picture-000.png").ref().sha256();
    folder.write("picture-000.png", PictureFolder.png(0xff, 40, 40));
    assertThat(ingest().files())
        .isEqualTo(Map.of(FileOutcome.UNCHANGED, 1L, FileOutcome.REPLACED, 1L));
    assertThat(image("picture-000.png").ref().sha256()).isNotEqualTo(before);
    assertThat(image("picture-000.png").size()).contains(new PictureSize(40, 40));
  }

  @Test
  void run_afterAFileWasTouched_keepsItsImage() throws IOException {
    folder.addRed(0, 1);
    ingest();
    long id = image("picture-000.png").id();
    FileTime later = FileTime.from(Instant.parse("2030-01-01T00:00:00Z"));
    Files.setLastModifiedTime(folder.path().resolve("picture-000.png"), later);
    assertThat(ingest().files()).isEqualTo(Map.of(FileOutcome.UNCHANGED, 1L));
    assertThat(image("picture-000.png").id()).isEqualTo(id);
  }

  @Test
  void run_followsNoLinkOutOfTheFolder() throws IOException {
    folder.addRed(0, 1);
    new PictureFolder(temp).addRed(1, 1);
    Files.createSymbolicLink(folder.path().resolve("out.png"), temp.resolve("picture-001.png"));
    Files.createSymbolicLink(folder.path().resolve("up"), temp);
    Files.createSymbolicLink(folder.path().resolve("gone.png"), temp.resolve("nowhere.png"));
    Files.createSymbolicLink(
        folder.path().resolve("inside.png"), folder.path().resolve("picture-000.png"));
    IngestReport report = ingest();
    assertThat(report.files())
        .isEqualTo(Map.of(FileOutcome.ADDED, 2L, FileOutcome.LINK, 2L, FileOutcome.UNREADABLE, 1L));
    assertThat(images())
        .extracting(Image::fileName)
        .containsExactlyInAnyOrder("picture-000.png", "inside.png");
  }

  @Test
  void run_onAFolderThatIsGone_namesIt() throws IOException {
    Files.delete(folder.path());
    assertThatThrownBy(this::ingest)
        .isInstanceOf(PluginException.class)
        .hasMessage("The folder %s can't be read (NoSuchFile).", folder.path());
  }

  @Test
  void run_thatIsInterrupted_saysHowToGoOn_andTheNextOneDoes() {
    folder.addRed(0, 100);
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::ingest).hasMessageContaining("start it again to go on");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ingest().registered()).isEqualTo(100);
  }

  @Test
  void run_afterFilesWereDeletedOrRenamed_retiresTheirImages() throws IOException {
    folder.addRed(0, 5);
    ingest();
    Files.delete(path("picture-000.png"));
    Files.move(path("picture-001.png"), path("renamed.png"));
    IngestReport report = ingest();
    assertThat(report.files())
        .isEqualTo(Map.of(FileOutcome.UNCHANGED, 3L, FileOutcome.ADDED, 1L, FileOutcome.GONE, 2L));
    assertThat(report.registered()).isEqualTo(4);
    assertThat(images())
        .extracting(Image::fileName)
        .containsExactlyInAnyOrder(
            "picture-002.png", "picture-003.png", "picture-004.png", "renamed.png");
    assertThat(ingest().files()).isEqualTo(Map.of(FileOutcome.UNCHANGED, 4L));
  }

  @Test
  void run_afterAFileCameBack_hasItsImageAgainAndKeepsIt() throws IOException {
    folder.addRed(0, 2);
    ingest();
    long id = image("picture-000.png").id();
    byte[] bytes = Files.readAllBytes(path("picture-000.png"));
    Files.delete(path("picture-000.png"));
    ingest();
    folder.write("picture-000.png", bytes);
    assertThat(ingest().files())
        .isEqualTo(Map.of(FileOutcome.UNCHANGED, 1L, FileOutcome.RETURNED, 1L));
    assertThat(image("picture-000.png").id()).isEqualTo(id);
  }

  @Test
  void run_onAFolderWithoutPictures_retiresNothing_lestAShareIsNotMounted() throws IOException {
    folder.addRed(0, 2);
    ingest();
    Files.delete(path("picture-000.png"));
    Files.delete(path("picture-001.png"));
    assertThat(ingest().files()).isEmpty();
    folder.addText("READ THIS.txt");
    assertThat(ingest().files()).isEqualTo(Map.of(FileOutcome.NOT_A_PICTURE, 1L));
    assertThat(images()).hasSize(2);
  }

  @Test
  void run_thatCannotLookEverywhere_retiresNothing() throws IOException {
    folder.addRed(0, 2);
    ingest();
    Files.delete(path("picture-000.png"));
    Files.createSymbolicLink(path("loop"), path("loop"));
    assertThat(ingest().files())
        .isEqualTo(Map.of(FileOutcome.UNCHANGED, 1L, FileOutcome.UNREADABLE, 1L));
    assertThat(images()).hasSize(2);
    Files.delete(path("loop"));
    assertThat(ingest().count(FileOutcome.GONE)).isEqualTo(1);
  }

  @Test
  void run_withALinkWhoseTargetIsGone_retiresItsImageAndOthers() throws IOException {
    folder.addRed(0, 3);
    Files.createSymbolicLink(path("link.png"), path("picture-000.png"));
    ingest();
    Files.delete(path("picture-000.png"));
    assertThat(ingest().files())
        .isEqualTo(
            Map.of(FileOutcome.UNCHANGED, 2L, FileOutcome.UNREADABLE, 1L, FileOutcome.GONE, 2L));
  }

  @Test
  void run_thatIsInterruptedInTheMiddle_retiresNothing_andTheNextOneDoes() throws IOException {
    folder.addRed(0, 300);
    ingest();
    for (int i = 0; i < 10; i++) {
      Files.delete(path("picture-00%d.png".formatted(i)));
    }
    folder.addRed(300, 100);
    reads.set(0);
    interruptAtRead = 50;
    assertThatThrownBy(this::ingest).hasMessageContaining("start it again to go on");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(images()).hasSizeBetween(300, 399);
    interruptAtRead = 0;
    IngestReport report = ingest();
    assertThat(report.count(FileOutcome.GONE)).isEqualTo(10);
    assertThat(report.registered()).isEqualTo(390);
    assertThat(images()).hasSize(390);
  }

  private Path path(String name) {
    return folder.path().resolve(name);
  }

  private IngestReport ingest() {
    FolderImageSource files = new FolderImageSource(List.of(folder.path()), MAX_BYTES);
    return new Ingest(
            Batch.jobRepository(database),
            Batch.ledger(database),
            uri -> {
              if (reads.incrementAndGet() == interruptAtRead) {
                Thread.currentThread().interrupt();
              }
              return files.read(uri);
            },
            new ImageIoDecoder(),
            MAX_BYTES,
            Clock.systemUTC())
        .run(dataset);
  }

  private List<Image> images() {
    return database.images().page(dataset.id(), 0, 1000);
  }

  private Image image(String fileName) {
    return images().stream()
        .filter(each -> each.fileName().equals(fileName))
        .findFirst()
        .orElseThrow();
  }

  /** Unpacks names made by the authors of the golden files, and returns them. */
  private Set<String> unpackOddNames() throws IOException {
    Set<String> names = new TreeSet<>();
    try (InputStream in = IngestTest.class.getResourceAsStream("/odd-names.zip");
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        folder.write(entry.getName(), zip.readAllBytes());
        names.add(entry.getName());
      }
    }
    return names;
  }
}

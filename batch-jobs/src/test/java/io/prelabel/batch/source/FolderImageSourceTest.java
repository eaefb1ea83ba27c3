package io.prelabel.batch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImageSourceTest {
  @TempDir Path temp;
  private Path root;
  private FolderImageSource source;

  @BeforeEach
  void setUp() throws IOException {
    root = Files.createDirectories(temp.resolve("root"));
    source = new FolderImageSource(List.of(root), 10);
  }

  @Test
  void read_aFileBelowTheRoot_givesItsBytes() throws IOException {
    Path file = Files.write(root.resolve("ü #1%20.png"), new byte[] {1, 2, 3});
    assertThat(source.read(file.toUri())).containsExactly(1, 2, 3);
  }

  /** Invariant 8. */
  @Test
  void read_aFileOutside_isRefusedHoweverItIsReached() throws IOException {
    Path secret = Files.write(temp.resolve("secret.png"), new byte[] {1});
    Path link = Files.createSymbolicLink(root.resolve("link.png"), secret);
    String up = root.toUri() + "../secret.png";
    for (URI uri : List.of(secret.toUri(), link.toUri(), URI.create(up))) {
      assertThat(failure(uri)).hasMessage("outside the folders that may be read");
    }
  }

  @Test
  void read_whatIsNoFileUri_isRefused() {
    assertThat(failure(URI.create("https://example.org/a.png")))
        .hasMessage("not the address of a file");
    assertThat(failure(URI.create("file://host/a.png"))).hasMessage("not the address of a file");
  }

  @Test
  void read_aFileAboveTheLimit_isRefused() throws IOException {
    assertThat(failure(Files.write(root.resolve("a.png"), new byte[11]).toUri()))
        .hasMessage("larger than the limit of 10 bytes");
    assertThat(source.read(Files.write(root.resolve("b.png"), new byte[10]).toUri())).hasSize(10);
  }

  @Test
  void read_aFileThatIsGone_isBadInput_butAFolderThatIsGoneMayComeBack() throws IOException {
    URI uri = root.resolve("a.png").toUri();
    Path other = Files.createFile(root.resolve("b.png"));
    assertThat(failure(uri).category()).isEqualTo(FailureCategory.BAD_INPUT);
    Files.delete(other); // as the mount point of a share that is not mounted looks
    assertThat(failure(uri).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    Files.delete(root);
    assertThat(failure(uri).category()).isEqualTo(FailureCategory.UNAVAILABLE);
  }

  private PluginException failure(URI uri) {
    return catchThrowableOfType(PluginException.class, () -> source.read(uri));
  }
}

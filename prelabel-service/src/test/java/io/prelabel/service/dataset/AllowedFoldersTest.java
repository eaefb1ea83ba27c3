package io.prelabel.service.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedFoldersTest {
  @TempDir private Path base;
  private Path root;

  @BeforeEach
  void makeFolders() throws IOException {
    base = base.toRealPath();
    root = Files.createDirectories(base.resolve("root"));
    Files.createDirectories(root.resolve("a/b"));
    Files.createDirectories(base.resolve("root-sibling"));
    Files.createDirectories(base.resolve("secret"));
    Files.createSymbolicLink(root.resolve("out"), base.resolve("secret"));
    Files.createSymbolicLink(root.resolve("in"), root.resolve("a"));
    Files.createFile(root.resolve("file"));
  }

  @Test
  void resolve_givesRealFoldersBelowARoot() {
    AllowedFolders folders = new AllowedFolders(List.of(root));
    assertThat(folders.resolve(root.toString())).isEqualTo(root);
    assertThat(folders.resolve(root + "/a/../a/b")).isEqualTo(root.resolve("a/b"));
    assertThat(folders.resolve(root + "/in/b")).isEqualTo(root.resolve("a/b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../secret", "/../root-sibling", "/out", "/a/../../secret", "/../gone"})
  void resolve_refusesWhatLeadsOutside(String name) {
    AllowedFolders folders = new AllowedFolders(List.of(root));
    assertThatThrownBy(() -> folders.resolve(root + name))
        .isInstanceOf(OutsideRootsException.class)
        .hasMessage("Folders may be read only below %s.".formatted(root));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/gone", "/file", "/a\0b"})
  void resolve_refusesWhatIsNoFolder(String name) {
    AllowedFolders folders = new AllowedFolders(List.of(root));
    assertThatThrownBy(() -> folders.resolve(root + name)).isInstanceOf(PluginException.class);
  }

  @Test
  void resolve_withoutRoots() {
    assertThatThrownBy(() -> new AllowedFolders(List.of()).resolve("/"))
        .isInstanceOf(OutsideRootsException.class)
        .hasMessageContaining("--root DIR");
  }

  @Test
  void resolve_whereTheRootItselfIsALink() throws IOException {
    Path link = Files.createSymbolicLink(base.resolve("link"), root);
    assertThat(new AllowedFolders(List.of(link)).resolve(link + "/a")).isEqualTo(root.resolve("a"));
  }
}

package io.prelabel.service.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @Test
  void find_prefersTheOptionThenTheVariableThenTheUsersHome() {
    Map<String, String> environment = Map.of("PRELABEL_HOME", "/from/variable");
    assertThat(Home.find(Optional.of(Path.of("/from/option")), environment).folder())
        .isEqualTo(Path.of("/from/option"));
    assertThat(Home.find(Optional.empty(), environment).folder())
        .isEqualTo(Path.of("/from/variable"));
    assertThat(Home.find(Optional.empty(), Map.of("PRELABEL_HOME", " ")).folder())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".prelabel"));
  }

  @Test
  void create_makesAFolderForItsOwnerAlone(@TempDir Path folder) throws IOException {
    Home home = new Home(folder.resolve("a b/home")).create();
    assertThat(home.plugins()).isDirectory();
    assertThat(home.logFile().getParent()).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
        .isEqualTo("rwx------");
  }

  @Test
  void create_whereAFileIsInTheWay(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new Home(file).create())
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--home");
  }
}

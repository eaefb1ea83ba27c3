package io.prelabel.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
  @TempDir Path home;

  @Test
  void acquire_whileAnotherProcessHolds_namesItsCommandAndProcess() throws IOException {
    try (SecondJvm other = SecondJvm.start(home)) {
      assertThatThrownBy(() -> HomeLock.acquire(home, "run"))
          .isInstanceOf(HomeInUseException.class)
          .hasMessage(
              "Prelabel is already running on %s (process %d, 'serve'). Stop it, use its REST API, or choose another folder with --home.",
              home, other.pid());
    }
    HomeLock.acquire(home, "run").close(); // the killed process's lock is free
  }

  @Test
  void acquire_whileServing_namesTheAddress() throws IOException {
    try (HomeLock held = HomeLock.acquire(home, "serve")) {
      held.announce(URI.create("http://127.0.0.1:8080"));
      assertThatThrownBy(() -> HomeLock.acquire(home, "run"))
          .hasMessageContaining("at http://127.0.0.1:8080 (process ")
          .hasMessageContaining("'serve'");
    }
  }

  @Test
  void close_leavesNothingToRead() throws IOException {
    HomeLock lock = HomeLock.acquire(home.resolve("new/folder"), "run");
    lock.close();
    lock.close();
    assertThat(home.resolve("new/folder/running.json")).doesNotExist();
  }

  @Test
  void acquire_withAHolderThatCannotBeRead_refusesAllTheSame() throws IOException {
    try (HomeLock held = HomeLock.acquire(home, "serve")) {
      Files.writeString(home.resolve("running.json"), "{");
      assertThatThrownBy(() -> HomeLock.acquire(home, "run"))
          .hasMessageStartingWith("Prelabel is already running on " + home + ". Stop it");
      assertThat(held).isNotNull();
    }
  }

  @Test
  void acquire_aFolderThatIsAFile_namesItAndTheRemedy() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "");
    assertThatThrownBy(() -> HomeLock.acquire(file, "run"))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("--home");
  }
}

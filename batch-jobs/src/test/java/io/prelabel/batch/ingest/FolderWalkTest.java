package io.prelabel.batch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWalkTest {
  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void setUp() throws IOException {
    root = temp.toRealPath();
    Files.createFile(root.resolve("a.png"));
    Files.createFile(root.resolve("b.png"));
    Files.createFile(Files.createDirectory(root.resolve("c")).resolve("d.png"));
  }

  @Test
  void lookedEverywhere_afterAWholeWalk() throws IOException {
    FolderWalk walk = new FolderWalk(root, new FileCounts());
    assertThat(finish(walk)).isEqualTo(3);
    assertThat(walk.lookedEverywhere()).isTrue();
  }

  @Test
  void lookedEverywhere_whereAFileVanishedAfterItWasListed_isFalse() throws IOException {
    FolderWalk walk = new FolderWalk(root, new FileCounts());
    walk.next();
    Files.delete(root.resolve("b.png")); // as all do when a share goes away
    assertThat(finish(walk)).isEqualTo(1);
    assertThat(walk.lookedEverywhere()).isFalse();
  }

  @Test
  void lookedEverywhere_whereAFolderVanishedAfterItWasListed_isFalse() throws IOException {
    FolderWalk walk = new FolderWalk(root, new FileCounts());
    walk.next();
    Files.delete(root.resolve("c/d.png"));
    Files.delete(root.resolve("c"));
    assertThat(finish(walk)).isEqualTo(1);
    assertThat(walk.lookedEverywhere()).isFalse();
  }

  private static int finish(FolderWalk walk) {
    int files = 0;
    while (walk.next().isPresent()) {
      files++;
    }
    return files;
  }
}

package io.prelabel.service.cli;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that people name. */
final class Folders {
  private Folders() {}

  /** Returns a folder with its links resolved, or says that it is not there. */
  static Path existing(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw PluginException.badInput("There is no folder %s.".formatted(folder));
    }
    return folder.toRealPath();
  }
}

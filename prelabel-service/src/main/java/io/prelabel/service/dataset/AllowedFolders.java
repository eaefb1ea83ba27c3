package io.prelabel.service.dataset;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folders below which a request may name a folder to read. Names are compared after links are
 * followed, so that none leads out; and before, so that an answer never tells what exists outside.
 */
public record AllowedFolders(List<Path> roots) {
  public AllowedFolders {
    roots = roots.stream().map(each -> each.toAbsolutePath().normalize()).toList();
  }

  /**
   * Returns the real path of a folder below a root.
   *
   * @throws OutsideRootsException where it is not below a root, whether or not it exists
   * @throws PluginException where there is no such folder below a root
   */
  public Path resolve(String name) {
    Path folder = path(name);
    if (roots.stream().noneMatch(folder::startsWith)) {
      throw new OutsideRootsException(roots);
    }
    Path real =
        realFolder(folder)
            .orElseThrow(() -> PluginException.badInput("There is no folder " + folder + "."));
    if (roots.stream().flatMap(root -> realFolder(root).stream()).noneMatch(real::startsWith)) {
      throw new OutsideRootsException(roots);
    }
    return real;
  }

  private static Path path(String name) {
    try {
      Path path = Path.of(name);
      if (!path.isAbsolute()) {
        throw PluginException.badInput("The folder is given as an absolute path.");
      }
      return path.normalize();
    } catch (InvalidPathException e) {
      throw PluginException.badInput("This is not the name of a folder: " + e.getReason() + ".");
    }
  }

  private static Optional<Path> realFolder(Path folder) {
    try {
      Path real = folder.toRealPath();
      return Files.isDirectory(real) ? Optional.of(real) : Optional.empty();
    } catch (IOException missingOrForbidden) {
      return Optional.empty();
    }
  }
}

package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weights in files {@code model-00001-of-00003.safetensors} and so on whose index was not published
 * with them: the names say which belong together, each file says what it holds.
 */
final class NumberedShards {
  private static final Pattern NAME =
      Pattern.compile("model-([0-9]{5})-of-([0-9]{5})\\.safetensors");

  private NumberedShards() {}

  /**
   * Returns the whole set of a folder in the order of its numbers, or nothing where there is none.
   *
   * @throws PluginException {@code BAD_INPUT} where one is missing, or the set is not the only one
   */
  static List<Path> find(Path folder) {
    List<Path> found = list(folder);
    if (found.isEmpty()) {
      return found;
    }
    int count = count(found.get(0));
    List<Path> wanted = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      Path shard =
          folder.resolve(
              String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", number, count));
      if (!Files.isRegularFile(shard)) {
        throw PluginException.badInput(
            shard + " is not there, but others of its set are; download it too");
      }
      wanted.add(shard);
    }
    found.removeAll(wanted);
    if (!found.isEmpty()) {
      throw PluginException.badInput(
          "%s is none of the %d shards of the set beside it; keep one set of weights in the folder"
              .formatted(found.get(0), count));
    }
    return wanted;
  }

  private static List<Path> list(Path folder) {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "model-*.safetensors")) {
      for (Path file : files) {
        if (NAME.matcher(file.getFileName().toString()).matches()) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      throw CheckpointFolder.unreadable(folder, e);
    } catch (DirectoryIteratorException e) {
      throw CheckpointFolder.unreadable(folder, Objects.requireNonNull(e.getCause()));
    }
    found.sort(null);
    return found;
  }

  private static int count(Path shard) {
    Matcher name = NAME.matcher(shard.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(shard + " is no shard");
    }
    return Integer.parseInt(name.group(2));
  }
}

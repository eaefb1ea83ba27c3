package io.prelabel.service.security;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The file that holds the hash of a generated password, readable by its owner alone from its first
 * byte on.
 */
public record PasswordFile(Path path) {
  private static final String COMMENT =
      "# Hash of the password of the user 'prelabel'. Delete this file, and the next start makes a new password.";

  /**
   * Returns the hash, or empty where there is no file yet.
   *
   * @throws PluginException where the file can't be read, or holds no hash
   */
  public Optional<String> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      Optional<String> hash =
          Files.readAllLines(path).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .findFirst();
      if (hash.isEmpty()) {
        throw PluginException.badInput(
            "The password file %s holds no hash; delete it, and the next start makes a new password."
                .formatted(path));
      }
      return hash;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Writes the hash; refuses to replace another. */
  public void write(String hash) {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (SeekableByteChannel channel = Files.newByteChannel(path, options, ownerOnly())) {
      String text = COMMENT + "\n" + hash + "\n";
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private PluginException unusable(IOException e) {
    return PluginException.badInput("The password file %s can't be used (%s).".formatted(path, e));
  }
}

package io.prelabel.db.embedded;

import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The right to work on a home folder: one process at a time. Held from {@link #acquire} to {@link
 * #close}; the operating system takes it back when the process dies in any way. Take it before
 * anything else in the folder is touched, the database above all.
 */
public final class HomeLock implements AutoCloseable {
  private static final String LOCK_FILE = "lock";
  private static final String RUNNING_FILE = "running.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path home;
  private final String command;
  private final FileChannel channel;

  private HomeLock(Path home, String command, FileChannel channel) {
    this.home = home;
    this.command = command;
    this.channel = channel;
  }

  /**
   * Takes the lock, creating the folder where needed.
   *
   * @param command what this process was started for, told to those that come second
   * @throws HomeInUseException where another process, or this one, holds it
   * @throws PluginException where the folder can't be written to
   */
  public static HomeLock acquire(Path home, String command) {
    try {
      Files.createDirectories(home);
      FileChannel channel =
          FileChannel.open(
              home.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new HomeInUseException(home, holder(home));
      }
      HomeLock lock = new HomeLock(home, command, channel);
      lock.write(Optional.empty());
      return lock;
    } catch (IOException e) {
      throw PluginException.badInput(
          "The home folder %s can't be used (%s); choose another one with --home."
              .formatted(home, e));
    }
  }

  /** Tells those that come second where this process's web pages are. */
  public void announce(URI address) throws IOException {
    write(Optional.of(address));
  }

  /** Gives the lock back; repeated calls do nothing. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      Files.deleteIfExists(home.resolve(RUNNING_FILE));
      channel.close();
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** Writes beside and moves over, so that nobody reads half a file. */
  private void write(Optional<URI> address) throws IOException {
    RunningProcess self = new RunningProcess(ProcessHandle.current().pid(), command, address);
    Path beside = home.resolve(RUNNING_FILE + ".new");
    Files.write(beside, JSON.writeValueAsBytes(self));
    Files.move(beside, home.resolve(RUNNING_FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Optional<RunningProcess> holder(Path home) {
    try {
      byte[] json = Files.readAllBytes(home.resolve(RUNNING_FILE));
      return Optional.of(JSON.readValue(json, RunningProcess.class));
    } catch (IOException | JacksonException notYetWritten) {
      return Optional.empty();
    }
  }
}

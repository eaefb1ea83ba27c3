package io.prelabel.service.cli;

import io.prelabel.service.home.Home;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --home}, the same for every command. */
final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Where everything lies that is kept: database, native libraries, plugins, logs. Else the variable PRELABEL_HOME, else ~/.prelabel.")
  private @Nullable Path home;

  /** Returns the folder, created where it was missing. */
  Home open() {
    return Home.find(Optional.ofNullable(home), System.getenv()).create();
  }
}

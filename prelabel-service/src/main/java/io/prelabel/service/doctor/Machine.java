package io.prelabel.service.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What checks may look at.
 *
 * @param root of the file system; {@code /} but for tests
 * @param environment the process's variables
 * @param properties Java's system properties
 * @param cores that the process may use
 * @param heapBytes that the heap may grow to
 */
public record Machine(
    Path root,
    Map<String, String> environment,
    Map<String, String> properties,
    int cores,
    long heapBytes) {
  public Machine {
    environment = Map.copyOf(environment);
    properties = Map.copyOf(properties);
  }

  /** Returns a variable that is set to something. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(each -> !each.isBlank());
  }

  String property(String name) {
    return properties.getOrDefault(name, "?");
  }

  /** Returns a path below the root, given without its leading slash. */
  Path path(String relative) {
    return root.resolve(relative);
  }

  /** Returns the lines of a small file; none where it can't be read. */
  List<String> lines(String relative) {
    try {
      return Files.readAllLines(path(relative));
    } catch (IOException notThere) {
      return List.of();
    }
  }

  /** Returns the first line of a small file. */
  Optional<String> firstLine(String relative) {
    return lines(relative).stream().findFirst().map(String::strip);
  }
}

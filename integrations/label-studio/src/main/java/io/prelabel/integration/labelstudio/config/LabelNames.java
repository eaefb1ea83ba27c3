package io.prelabel.integration.labelstudio.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds labels by the names of classes. */
final class LabelNames {
  private final Map<String, String> byValue = new HashMap<>();
  private final Map<String, String> byAlias = new HashMap<>();
  private final Map<String, String> byLowerCase = new HashMap<>();

  /** Takes the labels by their values; blanks around them do not count, as in class names. */
  LabelNames(Map<String, List<LabelOutput>> outputs) {
    outputs.forEach(
        (value, ways) -> {
          byValue.putIfAbsent(value.strip(), value);
          byLowerCase.putIfAbsent(lowerCase(value.strip()), value);
          ways.forEach(way -> byAlias.putIfAbsent(way.label().resultName().strip(), value));
        });
  }

  /** Returns the value of the label that a class of this name goes to. */
  Optional<String> find(String className) {
    return Stream.of(
            Optional.ofNullable(byValue.get(className)),
            Optional.ofNullable(byAlias.get(className)),
            Optional.ofNullable(byLowerCase.get(lowerCase(className))))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

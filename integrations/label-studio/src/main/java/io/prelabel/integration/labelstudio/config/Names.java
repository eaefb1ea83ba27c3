package io.prelabel.integration.labelstudio.config;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in messages: quoted, and only the first of many. */
final class Names {
  private static final int MOST = 10;
  private static final int LONGEST = 80;

  private Names() {}

  /** Returns {@code "a", "b" and 3 more}, or {@code none}. */
  static String quoted(Collection<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    String first = names.stream().limit(MOST).map(Names::quoted).collect(Collectors.joining(", "));
    return names.size() > MOST ? first + " and %d more".formatted(names.size() - MOST) : first;
  }

  /** Returns the name in quotes, cut where it is long, on one line whatever it holds. */
  static String quoted(String name) {
    String cut = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
    return "\"%s\"".formatted(cut.replaceAll("\\p{Cntrl}", " "));
  }
}

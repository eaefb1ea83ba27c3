package io.prelabel.service.web.api;

import org.jspecify.annotations.Nullable;

/** Checks the names that people give to what they make. */
final class ResourceName {
  private static final int MAX_LENGTH = 200;

  private ResourceName() {}

  /**
   * Returns a name without the blanks around it.
   *
   * @param of what is named, with its article ("a data set")
   * @throws IllegalArgumentException where it is missing, blank or too long, or holds a control
   *     character, which no list could show and PostgreSQL can't always store
   */
  static String check(@Nullable String name, String of) {
    String stripped = name == null ? "" : name.strip();
    if (stripped.isEmpty() || stripped.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s's name has 1 to %d characters".formatted(of, MAX_LENGTH));
    }
    if (stripped.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("%s's name has no control characters".formatted(of));
    }
    return stripped;
  }
}

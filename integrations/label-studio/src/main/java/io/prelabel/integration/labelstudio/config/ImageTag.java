package io.prelabel.integration.labelstudio.config;

/**
 * An {@code Image} of a configuration.
 *
 * @param name what results call it in {@code to_name}; unique in the configuration
 * @param source its {@code value} as written, usually {@code $image}; empty where the tag shows a
 *     list ({@code valueList})
 */
public record ImageTag(String name, String source) {
  private static final String SPECIAL = "${}[]";

  /** Returns whether the picture is simply the value of one key of a task. */
  boolean hasDataKey() {
    return source.length() > 1
        && source.charAt(0) == '$'
        && source.chars().skip(1).noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** Returns the key in a task's {@code data}, {@code image} for {@code $image}. */
  public String dataKey() {
    if (!hasDataKey()) {
      throw new IllegalStateException("image \"%s\" has no data key".formatted(name));
    }
    return source.substring(1);
  }
}

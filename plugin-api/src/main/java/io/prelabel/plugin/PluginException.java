package io.prelabel.plugin;

import org.jspecify.annotations.Nullable;

/**
 * A failure with a category and one sentence for people: what is wrong and, where there is one, the
 * remedy. The message names files by the name that the user gave, and never holds a secret.
 */
public class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FailureCategory category;

  public PluginException(FailureCategory category, String message) {
    this(category, message, null);
  }

  public PluginException(FailureCategory category, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  /** Returns what kind of failure this is. */
  public FailureCategory category() {
    return category;
  }

  /** Shorthand for a {@link FailureCategory#BAD_INPUT} failure. */
  public static PluginException badInput(String message) {
    return new PluginException(FailureCategory.BAD_INPUT, message);
  }
}

package io.prelabel.integration.labelstudio.client;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import org.jspecify.annotations.Nullable;

/** A request to Label Studio that failed: the sentence for people, and what code must know. */
public final class LabelStudioException extends PluginException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean outcomeUnknown;

  LabelStudioException(FailureCategory category, String message, int status) {
    super(category, message);
    this.status = status;
    this.outcomeUnknown = false;
  }

  LabelStudioException(
      FailureCategory category, String message, boolean outcomeUnknown, @Nullable Throwable cause) {
    super(category, message, cause);
    this.status = 0;
    this.outcomeUnknown = outcomeUnknown;
  }

  /** Returns the HTTP status of the answer, 0 where there was none. */
  public int status() {
    return status;
  }

  /**
   * Returns whether the request may have been carried out although no answer came. Something that
   * creates must then be looked for before it is asked for again.
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}

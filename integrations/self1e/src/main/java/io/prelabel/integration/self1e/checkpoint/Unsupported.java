package io.prelabel.integration.self1e.checkpoint;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;

/**
 * A legal checkpoint in a form that this version can't compute. Told apart from a broken one, so
 * that a verification can report "not supported yet" instead of a failure.
 */
public final class Unsupported extends PluginException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what the file and the form ("config.json: architecture X")
   */
  public Unsupported(String what) {
    super(FailureCategory.BAD_INPUT, what + " is not supported yet");
  }
}

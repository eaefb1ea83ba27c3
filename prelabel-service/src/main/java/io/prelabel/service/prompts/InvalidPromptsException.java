package io.prelabel.service.prompts;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.util.OptionalInt;

/**
 * A prompt file that can't be used. The message names the file and the line that is wrong
 * ("prompts.yaml, line 7: …"), ready to be shown as it is.
 */
public final class InvalidPromptsException extends PluginException {
  private static final long serialVersionUID = 1L;

  /** 0 where the document as a whole is wrong. */
  private final int line;

  InvalidPromptsException(String source, int line, String problem) {
    super(FailureCategory.BAD_INPUT, "%s, line %d: %s".formatted(source, line, problem));
    this.line = line;
  }

  InvalidPromptsException(String source, String problem) {
    super(FailureCategory.BAD_INPUT, source + ": " + problem);
    this.line = 0;
  }

  /** Returns the line that is wrong, from 1; empty where no single line is. */
  public OptionalInt line() {
    return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
  }
}

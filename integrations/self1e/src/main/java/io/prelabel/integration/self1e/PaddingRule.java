package io.prelabel.integration.self1e;

/** Which tokens of a row count as padding, and are therefore seen by no other token. */
public enum PaddingRule {
  /** What was added to fill a batch, and nothing else. The rule of all ordinary work. */
  TRUE_PADDING("true"),
  /**
   * Every token with id 0 too, as in the authors' released code. Id 0 is "!" in Qwen's vocabulary,
   * so prompts with an exclamation mark get other answers. For comparisons with that code alone.
   */
  ID_ZERO("id-zero");

  private final String value;

  PaddingRule(String value) {
    this.value = value;
  }

  /** Returns the word for it in {@link Self1eOptions}. */
  String value() {
    return value;
  }
}

package io.prelabel.plugin.model;

/** How the words of a prompt are put to the model. */
public enum PromptKind {
  /** A class name or a description of things ("car", "the left door"). */
  CLASS,
  /** A whole sentence that asks for something ("Find what could fall over."). */
  INSTRUCTION
}

package io.prelabel.integration.self1e;

/** The parts of the model's work, in the order in which a picture meets them. */
public enum Stage {
  /** The vision tower and all that depends on the picture alone; tokens are patches. */
  VISION,
  /** The picture and the words that all short questions share, read once. */
  PREFIX,
  /** The short questions: whether a thing is there, and attributes. */
  PRESENCE,
  /** The rows of the mask questions in the language model. */
  LANGUAGE,
  /** From the rows' states to logits; tokens are image tokens. */
  HEAD
}

package io.prelabel.db.dataset;

/** What registering a file did. */
public enum Registration {
  /** The URI was not known. */
  ADDED,
  /** The URI was known with other bytes; the old content is marked replaced. */
  REPLACED,
  /** The bytes were known under this URI. */
  UNCHANGED
}

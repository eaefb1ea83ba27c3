package io.prelabel.db.dataset;

/** What registering a file did. */
public enum Registration {
  /** The URI was not known with these bytes, and there was no file. */
  ADDED,
  /** The file had other bytes, whose image is retired now. */
  REPLACED,
  /** The file was gone and is back with bytes that were known: their image is current again. */
  RETURNED,
  /** The file had these bytes. */
  UNCHANGED
}

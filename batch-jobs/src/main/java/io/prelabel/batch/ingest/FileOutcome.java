package io.prelabel.batch.ingest;

/** What became of a file that a walk came upon. */
public enum FileOutcome {
  /** Registered for the first time. */
  ADDED,
  /** Registered anew: other bytes under a known name. */
  REPLACED,
  /** Registered before, gone meanwhile, and back with the same bytes. */
  RETURNED,
  /** Known, with the same bytes. */
  UNCHANGED,
  /** Registered before, and not there any more: taken out of the data set. */
  GONE,
  /** Left out: neither its content nor its extension is a picture's. */
  NOT_A_PICTURE,
  /** Left out: larger than the limit. */
  TOO_LARGE,
  /** Left out: it could not be read. */
  UNREADABLE,
  /** Left out: a link that leads out of the folder, or to a folder. */
  LINK
}

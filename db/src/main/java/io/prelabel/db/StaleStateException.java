package io.prelabel.db;

/**
 * An update met an object in another state than its caller had seen: someone else was quicker. The
 * caller reads again and decides anew; nothing was written.
 */
public final class StaleStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param object what was to be updated, with its id ("run 7")
   * @param expected the state that the caller had seen
   */
  public StaleStateException(String object, String expected) {
    super(
        "%s is no longer %s: it was changed meanwhile; read it again".formatted(object, expected));
  }
}

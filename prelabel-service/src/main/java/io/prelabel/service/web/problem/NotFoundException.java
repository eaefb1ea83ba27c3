package io.prelabel.service.web.problem;

/** What a request names is not there. */
public final class NotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the refusal.
   *
   * @param kind what was looked for ("run")
   */
  public NotFoundException(String kind, long id) {
    super("There is no %s %d.".formatted(kind, id));
  }
}

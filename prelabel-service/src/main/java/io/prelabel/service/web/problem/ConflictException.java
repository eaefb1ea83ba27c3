package io.prelabel.service.web.problem;

/** What a request asks for does not fit the present state; the message says what would. */
public final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConflictException(String message) {
    super(message);
  }
}

package io.prelabel.service.web.problem;

import io.prelabel.db.DatabaseFailure;
import io.prelabel.db.StaleStateException;
import io.prelabel.plugin.PluginException;
import io.prelabel.service.dataset.OutsideRootsException;
import io.prelabel.service.prompts.InvalidPromptsException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every failure of a request with problem details. Spring's own refusals (405, 415, a body
 * that can't be read) come through the base class. Answers are JSON whatever was accepted: a client
 * that asked for a PNG still gets to know what is wrong.
 */
@RestControllerAdvice
class ApiProblems extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);

  @ExceptionHandler
  ResponseEntity<Object> notFound(NotFoundException e) {
    return problem(HttpStatus.NOT_FOUND, e.getMessage());
  }

  @ExceptionHandler({ConflictException.class, StaleStateException.class})
  ResponseEntity<Object> conflict(RuntimeException e) {
    return problem(HttpStatus.CONFLICT, e.getMessage());
  }

  @ExceptionHandler
  ResponseEntity<Object> outsideRoots(OutsideRootsException e) {
    return problem(HttpStatus.FORBIDDEN, e.getMessage());
  }

  /** Values that a type of ours refused; its message names the value and the range. */
  @ExceptionHandler
  ResponseEntity<Object> badValue(IllegalArgumentException e) {
    return problem(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  /** A query string or form that Tomcat can't take apart; it knows which status that is. */
  @ExceptionHandler
  ResponseEntity<Object> badParameter(InvalidParameterException e) {
    return problem(HttpStatus.valueOf(e.getErrorCode()), "The parameters can't be read.");
  }

  @ExceptionHandler
  ResponseEntity<Object> plugin(PluginException e) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status(e), e.getMessage());
    if (e instanceof InvalidPromptsException prompts && prompts.line().isPresent()) {
      problem.setProperty("line", prompts.line().getAsInt());
    }
    if (problem.getStatus() >= 500) {
      log.warn("A request failed", e);
    }
    return respond(problem);
  }

  private static HttpStatus status(PluginException e) {
    return switch (e.category()) {
      case BAD_INPUT -> HttpStatus.BAD_REQUEST;
      case UNAVAILABLE, OVER_CAPACITY -> HttpStatus.SERVICE_UNAVAILABLE;
      case BUG -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  @ExceptionHandler
  ResponseEntity<Object> database(DataAccessException e) {
    return plugin(DatabaseFailure.describe(e));
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception e) {
    log.error("A request failed unexpectedly", e);
    return problem(
        HttpStatus.INTERNAL_SERVER_ERROR, "Something unexpected went wrong; the log holds it.");
  }

  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(body);
  }

  private static ResponseEntity<Object> problem(HttpStatus status, @Nullable String detail) {
    return respond(ProblemDetail.forStatusAndDetail(status, detail));
  }

  private static ResponseEntity<Object> respond(ProblemDetail problem) {
    return ResponseEntity.status(problem.getStatus())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}

package io.prelabel.service.web.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what Tomcat refuses before any servlet is asked (a request line that it can't read, a
 * header too large), where it would write HTML. Made by Tomcat, by its class name.
 */
public final class ProblemValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, Throwable failure) {
    int code = response.getStatus();
    boolean isRefusal = code >= 400 && response.getContentWritten() == 0;
    if (!isRefusal || !response.setErrorReported()) {
      return;
    }
    HttpStatus status = HttpStatus.resolve(code);
    String title = status == null ? "Error" : status.getReasonPhrase();
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      response.getReporter().write("{\"status\":%d,\"title\":\"%s\"}".formatted(code, title));
      response.finishResponse();
    } catch (IOException | IllegalStateException connectionLost) {
      containerLog(connectionLost);
    }
  }

  private void containerLog(Exception e) {
    if (container != null) {
      container.getLogger().debug("A refusal could not be sent", e);
    }
  }
}

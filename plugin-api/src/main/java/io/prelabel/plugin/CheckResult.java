package io.prelabel.plugin;

import java.util.Optional;

/**
 * The answer to "can you work right now?": healthy, or unhealthy with one sentence that says why.
 * Shown by the health endpoint as it is.
 */
public record CheckResult(Optional<String> problem) {
  private static final CheckResult OK = new CheckResult(Optional.empty());

  /** Returns the healthy result. */
  public static CheckResult ok() {
    return OK;
  }

  /** Returns an unhealthy result with its reason. */
  public static CheckResult failed(String problem) {
    return new CheckResult(Optional.of(problem));
  }

  public boolean isOk() {
    return problem.isEmpty();
  }
}

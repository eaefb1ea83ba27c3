package io.prelabel.integration.labelstudio.client;

import io.prelabel.plugin.FailureCategory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls Label Studio with a token, repeats what is safe to repeat, and turns every failure into a
 * {@link LabelStudioException}. Thread-safe.
 *
 * <p>A request is repeated after a 429 or where it never left this machine; after a 5xx, a timeout
 * or a broken answer only if it reads or sets ({@link HttpCall#isRepeatable}). After a 401 an
 * exchanged token is renewed, once.
 */
final class LabelStudioApi {
  private final LabelStudioSettings settings;
  private final Transport transport;
  private final Failures failures;
  private final Clock clock;
  private final Pause pause;
  private final Credentials credentials;

  LabelStudioApi(LabelStudioSettings settings, Clock clock, Pause pause) {
    this.settings = settings;
    this.clock = clock;
    this.pause = pause;
    transport = new Transport(settings);
    failures = new Failures(settings);
    credentials = new Credentials(settings.token(), this::exchange, clock);
  }

  Credentials credentials() {
    return credentials;
  }

  /** Returns the answer's JSON; anything but a 2xx is a failure. */
  JsonNode json(HttpCall call) {
    String authorization = credentials.authorization();
    HttpReply reply = reply(call, Optional.of(authorization));
    if (reply.status() == 401) {
      Optional<String> renewed = credentials.renewed(authorization);
      if (renewed.isPresent()) {
        reply = reply(call, renewed);
      }
    }
    return parsed(reply, call);
  }

  /** Returns the elements of an answer that must be a JSON array. */
  Stream<JsonNode> list(HttpCall call) {
    JsonNode array = json(call);
    if (!array.isArray()) {
      throw failures.notJson(call);
    }
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Returns an answer that must be a JSON object with an id. */
  JsonNode withId(HttpCall call) {
    JsonNode object = json(call);
    if (!object.path("id").isIntegralNumber()) {
      throw failures.notJson(call);
    }
    return object;
  }

  private String exchange(ApiToken token) {
    byte[] body = Json.bytes(Map.of("refresh", token.text()));
    HttpCall call =
        new HttpCall(
            "POST", HttpCall.TOKEN_EXCHANGE, body, "an access token", List.of(token.text()));
    HttpReply reply = reply(call, Optional.empty());
    String access = parsed(reply, call).path("access").asString("");
    if (access.isEmpty()) {
      throw failures.notJson(call);
    }
    return access;
  }

  private JsonNode parsed(HttpReply reply, HttpCall call) {
    if (!reply.isSuccess()) {
      throw failures.ofStatus(reply, call);
    }
    try {
      return Json.MAPPER.readTree(reply.body());
    } catch (JacksonException e) {
      throw failures.notJson(call);
    }
  }

  private HttpReply reply(HttpCall call, Optional<String> authorization) {
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt >= settings.retries().attempts();
      Duration wait = settings.retries().pauseAfter(attempt);
      try {
        HttpReply reply = transport.send(call, authorization);
        if (last || !isWorthRepeating(reply.status(), call)) {
          return reply;
        }
        Duration asked = retryAfter(reply);
        if (asked.compareTo(settings.retries().longestPause()) > 0) {
          return reply;
        }
        wait = asked.compareTo(wait) > 0 ? asked : wait;
      } catch (IOException e) {
        LabelStudioException failure = failures.withoutAnswer(e, call);
        boolean safe = call.isRepeatable() || Failures.neverSent(e);
        if (last
            || !safe
            || !failure.category().isTransient()
            || Thread.currentThread().isInterrupted()) {
          throw failure;
        }
      }
      await(wait, call);
    }
  }

  private static boolean isWorthRepeating(int status, HttpCall call) {
    return status == 429 || (status >= 500 && call.isRepeatable());
  }

  /** RFC 9110, section 10.2.3: seconds or a date. What is neither asks for nothing. */
  private Duration retryAfter(HttpReply reply) {
    String text = reply.retryAfter().strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(clock.instant(), until);
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  private void await(Duration wait, HttpCall call) {
    try {
      pause.await(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabelStudioException(
          FailureCategory.UNAVAILABLE,
          "The work was stopped while waiting to ask again for " + call.what() + ".",
          false,
          e);
    }
  }
}

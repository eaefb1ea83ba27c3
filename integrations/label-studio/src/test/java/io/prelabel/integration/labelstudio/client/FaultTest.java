package io.prelabel.integration.labelstudio.client;

import static io.prelabel.integration.labelstudio.stub.StubServer.cutOff;
import static io.prelabel.integration.labelstudio.stub.StubServer.header;
import static io.prelabel.integration.labelstudio.stub.StubServer.html;
import static io.prelabel.integration.labelstudio.stub.StubServer.json;
import static io.prelabel.integration.labelstudio.stub.StubServer.redirect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultTest extends ClientFixture {
  private static final String PROJECT = "GET /ls/api/projects/7/";
  private static final String ML = "POST /ls/api/ml";
  private static final String SEVEN =
      "{\"id\":7,\"title\":\"Leaves\",\"label_config\":\"<View/>\",\"model_version\":null,"
          + "\"task_number\":3}";
  private static final MlBackendSettings BACKEND =
      new MlBackendSettings(
          "http://me:8080/ls/1/", "Prelabel", true, Optional.of(new BasicAuth("ls", "pa55word")));

  private LabelStudioException failureOf(LabelStudioClient client) {
    return catchThrowableOfType(LabelStudioException.class, () -> client.project(7));
  }

  @Test
  void project_isRead() {
    stub.on(PROJECT, json(200, SEVEN));

    assertThat(client(LEGACY).project(7))
        .isEqualTo(new LabelStudioProject(7, "Leaves", "<View/>", "", 3));
  }

  @Test
  void tooManyRequests_waitAsLongAsTheServerAsks() {
    stub.on(PROJECT, header("Retry-After", "2", json(429, "{}")), json(200, SEVEN));

    assertThat(client(LEGACY).project(7).id()).isEqualTo(7);
    assertThat(pauses).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void tooManyRequests_dateOfRetryAfterIsUnderstood() {
    stub.on(
        PROJECT,
        header("Retry-After", "Tue, 24 Nov 2026 10:00:05 GMT", json(429, "{}")),
        json(200, SEVEN));

    client(LEGACY).project(7);
    assertThat(pauses).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void tooManyRequests_failAtOnceWhereTheServerAsksForTooLong() {
    stub.on(PROJECT, header("Retry-After", "3600", json(429, "{}")));

    assertThat(failureOf(client(LEGACY)).category()).isEqualTo(FailureCategory.OVER_CAPACITY);
    assertThat(pauses).isEmpty();
  }

  @Test
  void serverError_isRepeatedWithGrowingPausesAndThenFails() {
    stub.on(PROJECT, json(500, "{\"detail\":\"boom\"}"));

    LabelStudioException failure = failureOf(client(LEGACY));

    assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
    assertThat(failure).hasMessageEndingWith("answered 500 for project 7 (boom).");
    assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void cutOffAnswer_isAskedForAgain() {
    stub.on(PROJECT, cutOff("{\"id\":7,"), json(200, SEVEN));

    assertThat(client(LEGACY).project(7).title()).isEqualTo("Leaves");
  }

  @Test
  void silentServer_isNotWaitedForLongerThanConfigured() {
    stub.on(PROJECT, stub.silent());

    LabelStudioException failure = failureOf(client(LEGACY, Duration.ofMillis(150), 1 << 20));

    assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("gave no whole answer within 150 ms");
    assertThat(stub.requests(PROJECT)).hasSize(3);
  }

  @Test
  void serverThatStallsInItsAnswer_isNotWaitedForEither() {
    stub.on(PROJECT, stub.stalled());

    assertThat(failureOf(client(LEGACY, Duration.ofMillis(150), 1 << 20)))
        .hasMessageContaining("gave no whole answer within 150 ms");
  }

  @Test
  void hugeAnswer_isRefusedOnce() {
    stub.on(PROJECT, json(200, "\"" + "x".repeat(100_000) + "\""));

    LabelStudioException failure = failureOf(client(LEGACY, Duration.ofSeconds(10), 10_000));

    assertThat(failure.category()).isEqualTo(FailureCategory.BAD_INPUT);
    assertThat(failure).hasMessageContaining("more than 10000 bytes for project 7");
    assertThat(pauses).isEmpty();
  }

  @Test
  void htmlNotFound_saysWhatIsMissing() {
    stub.on(PROJECT, html(404));

    LabelStudioException failure = failureOf(client(LEGACY));

    assertThat(failure.category()).isEqualTo(FailureCategory.BAD_INPUT);
    assertThat(failure)
        .hasMessage(
            "Label Studio at localhost:%d does not have project 7; it may have been deleted, or the URL is wrong."
                .formatted(stub.port()));
  }

  @Test
  void somethingElseThatAnswers200_isNotTakenForLabelStudio() {
    stub.on(PROJECT, html(200), json(200, "{\"hello\":1}"));

    assertThat(failureOf(client(LEGACY))).hasMessageContaining("check the URL");
    assertThat(failureOf(client(LEGACY))).hasMessageContaining("check the URL");
  }

  @Test
  void redirect_isNotFollowed() {
    stub.on(PROJECT, redirect(302, "https://elsewhere.example/"));

    assertThat(failureOf(client(LEGACY))).hasMessageContaining("redirects elsewhere");
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void serverThatIsDown_isUnavailableAndNothingWasSent() {
    LabelStudioClient client = client(LEGACY);
    stub.close();

    LabelStudioException failure =
        catchThrowableOfType(LabelStudioException.class, () -> client.createMlBackend(7, BACKEND));

    assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
    assertThat(failure.outcomeUnknown()).isFalse();
    assertThat(failure).hasMessageContaining("cannot be reached");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void creationWithoutAnswer_isNeverRepeated() {
    stub.on(ML, cutOff("{"));

    LabelStudioException failure =
        catchThrowableOfType(
            LabelStudioException.class, () -> client(LEGACY).createMlBackend(7, BACKEND));

    assertThat(failure.outcomeUnknown()).isTrue();
    assertThat(stub.requests(ML)).hasSize(1);
  }

  @Test
  void creationAnsweredWithServerError_isNeverRepeated() {
    stub.on(ML, json(500, "{}"));

    assertThatThrownBy(() -> client(LEGACY).createMlBackend(7, BACKEND))
        .isInstanceOf(LabelStudioException.class);
    assertThat(stub.requests(ML)).hasSize(1);
  }

  @Test
  void backendInPrivateNetwork_remedyIsTold() {
    stub.on(ML, json(403, "{\"detail\":\"URL resolves to a reserved network address\"}"));

    assertThatThrownBy(() -> client(LEGACY).createMlBackend(7, BACKEND))
        .hasMessageContaining("ML_BLOCK_LOCAL_IP=false and SSRF_PROTECTION_ENABLED=false");
  }

  @Test
  void secretThatTheServerQuotes_isNotRepeated() {
    stub.on(ML, json(400, "{\"detail\":\"bad\",\"validation_errors\":{\"p\":[\"pa55word\"]}}"));

    assertThatThrownBy(() -> client(LEGACY).createMlBackend(7, BACKEND))
        .hasMessageContaining("bad")
        .hasMessageContaining("***")
        .hasMessageNotContaining("pa55word");
  }

  @Test
  void baseUrl_mustBeAServersAddress() {
    for (String url : new String[] {"ftp://a/", "http://u:p@a/", "http://a/?x=1", "http://a_b/"}) {
      assertThatThrownBy(() -> LabelStudioSettings.of(URI.create(url), ApiToken.of(LEGACY)))
          .isInstanceOf(PluginException.class);
    }
    assertThat(
            LabelStudioSettings.of(URI.create("HTTPS://ls.example/sub//"), ApiToken.of(LEGACY))
                .baseUrl())
        .hasToString("https://ls.example/sub");
  }
}

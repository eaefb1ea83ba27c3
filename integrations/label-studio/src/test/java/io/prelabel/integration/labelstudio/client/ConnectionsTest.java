package io.prelabel.integration.labelstudio.client;

import static io.prelabel.integration.labelstudio.stub.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest extends ClientFixture {
  private static final String BACKEND =
      "{\"id\":3,\"url\":\"http://me/ls/1\",\"title\":\"Prelabel\",\"is_interactive\":true,"
          + "\"readable_state\":\"Connected\",\"error_message\":null}";
  private static final MlBackendSettings SETTINGS =
      new MlBackendSettings(
          "http://me/ls/1", "Prelabel", true, Optional.of(new BasicAuth("ls", "pa55word")));
  private static final WebhookSettings HOOK =
      new WebhookSettings("http://me/ls/1/webhook", "X-Prelabel-Secret", "hush-hush");

  private void assertSent(String route, String body) {
    assertThat(Json.MAPPER.readTree(stub.requests(route).get(0).body()))
        .isEqualTo(Json.MAPPER.readTree(body));
  }

  @Test
  void version_isTheRelease() {
    stub.on("GET /ls/api/version", json(200, "{\"release\":\"1.23.2\",\"edition\":\"Community\"}"));

    assertThat(client(LEGACY).version()).isEqualTo("1.23.2");
  }

  @Test
  void mlBackends_areListedCreatedAndChanged() {
    stub.on("GET /ls/api/ml", json(200, "[" + BACKEND + "]"))
        .on("POST /ls/api/ml", json(201, BACKEND))
        .on("PATCH /ls/api/ml/3", json(200, BACKEND));
    LabelStudioClient client = client(LEGACY);
    MlBackend expected = new MlBackend(3, "http://me/ls/1", "Prelabel", true, "Connected", "");

    assertThat(client.mlBackends(7)).containsExactly(expected);
    assertThat(client.createMlBackend(7, SETTINGS)).isEqualTo(expected);
    assertThat(client.updateMlBackend(3, 7, SETTINGS)).isEqualTo(expected);

    String body =
        "{\"project\":7,\"url\":\"http://me/ls/1\",\"title\":\"Prelabel\",\"is_interactive\":true,"
            + "\"auth_method\":\"BASIC_AUTH\",\"basic_auth_user\":\"ls\",\"basic_auth_pass\":\"pa55word\"}";
    assertSent("POST /ls/api/ml", body);
    assertSent("PATCH /ls/api/ml/3", body);
  }

  @Test
  void webhooks_areListedCreatedAndChangedWithTheirSecret() {
    String hook = "{\"id\":5,\"url\":\"http://me/ls/1/webhook\",\"is_active\":true}";
    stub.on("GET /ls/api/webhooks/", json(200, "[" + hook + "]"))
        .on("POST /ls/api/webhooks/", json(201, hook))
        .on("PATCH /ls/api/webhooks/5/", json(200, hook));
    LabelStudioClient client = client(LEGACY);
    Webhook expected = new Webhook(5, "http://me/ls/1/webhook", true);

    assertThat(client.webhooks(7)).containsExactly(expected);
    assertThat(client.createWebhook(7, HOOK)).isEqualTo(expected);
    assertThat(client.updateWebhook(5, HOOK)).isEqualTo(expected);

    String rest =
        "\"url\":\"http://me/ls/1/webhook\",\"is_active\":true,\"send_payload\":true,"
            + "\"send_for_all_actions\":true,\"headers\":{\"X-Prelabel-Secret\":\"hush-hush\"}}";
    assertSent("POST /ls/api/webhooks/", "{\"project\":7," + rest);
    assertSent("PATCH /ls/api/webhooks/5/", "{" + rest);
  }

  @Test
  void showModelVersion_isRepeatedAfterAServerErrorSinceItOnlySets() {
    stub.on("PATCH /ls/api/projects/7/", json(502, ""), json(200, "{\"id\":7}"));

    client(LEGACY).showModelVersion(7, "v1");

    assertThat(stub.requests()).hasSize(2);
    assertSent("PATCH /ls/api/projects/7/", "{\"model_version\":\"v1\"}");
  }

  @Test
  void predictions_anAnswerThatIsNoListIsNotTakenForNone() {
    stub.on("GET /ls/api/predictions/", json(200, "{\"results\":[]}"));

    assertThatThrownBy(() -> client(LEGACY).predictionsOfTask(3))
        .isInstanceOf(LabelStudioException.class);
  }

  @Test
  void settings_tellNoSecretWhenPrinted() {
    assertThat(SETTINGS + " " + HOOK + " " + SETTINGS.call("POST", "/api/ml", 7) + HOOK.update(5))
        .contains("ls", "X-Prelabel-Secret")
        .doesNotContain("pa55word")
        .doesNotContain("hush-hush");
  }
}

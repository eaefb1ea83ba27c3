package io.prelabel.integration.labelstudio.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A webhook for every action of a project, with its payload.
 *
 * @param url where Label Studio reaches us
 * @param secretHeader name of the header that proves a call to be Label Studio's
 * @param secret the header's value; sent to Label Studio, printed nowhere
 */
public record WebhookSettings(String url, String secretHeader, String secret) {

  HttpCall create(long project) {
    Map<String, Object> body = body();
    body.put("project", project);
    return call("POST", "/api/webhooks/", body);
  }

  /** The project of a webhook cannot be changed, so it is not sent. */
  HttpCall update(long webhook) {
    return call("PATCH", "/api/webhooks/%d/".formatted(webhook), body());
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("url", url);
    body.put("is_active", true);
    body.put("send_payload", true);
    body.put("send_for_all_actions", true);
    body.put("headers", Map.of(secretHeader, secret));
    return body;
  }

  private HttpCall call(String method, String path, Map<String, Object> body) {
    return new HttpCall(method, path, Json.bytes(body), "the webhook", List.of(secret));
  }

  @Override
  public String toString() {
    return "webhook " + url + " with a secret in " + secretHeader;
  }
}

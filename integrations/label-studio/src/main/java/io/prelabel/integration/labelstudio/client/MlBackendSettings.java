package io.prelabel.integration.labelstudio.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ML backend to connect. While Label Studio connects, it calls {@code /health} and {@code
 * /setup} of the URL, so the backend must be up.
 *
 * @param url where Label Studio reaches the backend; without a query
 * @param title shown to annotators; the project's chosen version when it is the first backend
 * @param basicAuth sent with every call but webhooks
 */
public record MlBackendSettings(
    String url, String title, boolean isInteractive, Optional<BasicAuth> basicAuth) {

  HttpCall call(String method, String path, long project) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("project", project);
    body.put("url", url);
    body.put("title", title);
    body.put("is_interactive", isInteractive);
    List<String> secrets = new ArrayList<>();
    basicAuth.ifPresent(
        auth -> {
          body.put("auth_method", "BASIC_AUTH");
          body.put("basic_auth_user", auth.user());
          body.put("basic_auth_pass", auth.password());
          secrets.add(auth.password());
        });
    String what = "connecting the ML backend " + title;
    return new HttpCall(method, path, Json.bytes(body), what, List.copyOf(secrets));
  }
}

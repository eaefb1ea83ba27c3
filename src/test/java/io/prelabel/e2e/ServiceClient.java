package io.prelabel.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person with curl: talks to a running service over HTTP Basic. */
final class ServiceClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final String authorization;

  ServiceClient(URI address, String password) {
    this.address = address;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("prelabel:" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a GET and returns the JSON of a 200 answer. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return json(send(request(path).GET()), 200);
  }

  /** Sends a GET for a given content type. */
  HttpResponse<byte[]> get(String path, String accept) throws IOException, InterruptedException {
    HttpRequest request = request(path).header("Accept", accept).GET().build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  /** Sends a POST and returns the JSON of an answer with the expected status. */
  JsonNode post(String path, String contentType, String body, int status)
      throws IOException, InterruptedException {
    return json(
        send(
            request(path)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body))),
        status);
  }

  /** Asks until the answer's field has the value; fails when it does not come to that. */
  JsonNode await(String path, String pointer, String value, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    JsonNode last = get(path);
    while (!last.at(pointer).asString("").equals(value)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("%s of %s is not %s: %s".formatted(pointer, path, value, last));
      }
      Thread.sleep(50); // The pace of asking; the loop decides by the answers.
      last = get(path);
    }
    return last;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(Duration.ofMinutes(2))
        .header("Authorization", authorization);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response, int status) {
    if (response.statusCode() != status) {
      throw new AssertionError(
          "%s answered %d instead of %d: %s"
              .formatted(response.uri(), response.statusCode(), status, response.body()));
    }
    return JsonMapper.shared().readTree(response.body());
  }
}

package io.prelabel.integration.labelstudio.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one request once, over HTTP/1.1, and reads the whole answer within time and size. Follows
 * no redirect and keeps no cookie, so that a header never travels further than it was meant to.
 */
final class Transport {
  private final LabelStudioSettings settings;
  private final HttpClient http;

  Transport(LabelStudioSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout());
    settings.tls().ifPresent(builder::sslContext);
    http = builder.build();
  }

  /**
   * Returns the answer, whatever its status.
   *
   * @throws IOException without an answer; {@link HttpTimeoutException} where it took too long
   */
  HttpReply send(HttpCall call, Optional<String> authorization) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request(call, authorization), info -> new BoundedBody(settings.maxResponseBytes()));
    HttpResponse<byte[]> response = await(answer);
    return new HttpReply(
        response.statusCode(),
        response.headers().firstValue("Retry-After").orElse(""),
        response.body());
  }

  private HttpRequest request(HttpCall call, Optional<String> authorization) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + call.path()))
            .header("Accept", "application/json");
    authorization.ifPresent(value -> builder.header("Authorization", value));
    byte[] body = call.body();
    if (body == null) {
      return builder.method(call.method(), BodyPublishers.noBody()).build();
    }
    return builder
        .header("Content-Type", "application/json")
        .method(call.method(), BodyPublishers.ofByteArray(body))
        .build();
  }

  /** HttpRequest's own timeout ends with the headers; this one covers the body as well. */
  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer)
      throws IOException {
    try {
      return answer.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("no whole answer in time");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
  }
}

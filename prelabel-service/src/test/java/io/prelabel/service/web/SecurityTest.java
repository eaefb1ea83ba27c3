package io.prelabel.service.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prelabel.db.embedded.HomeInUseException;
import io.prelabel.db.embedded.HomeLock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {
  private final RunningService service = RunningService.instance();

  @Test
  void passwordIsShownAtTheFirstStartAndKeptAsAHash() throws IOException {
    assertThat(service.announcement()).contains(service.address().toString());
    assertThat(service.password()).hasSize(24);
    assertThat(Files.readString(service.home().resolve("credentials")))
        .contains("$2a$")
        .doesNotContain(service.password());
  }

  @Test
  void healthIsOpenAndTellsStrangersNoDetails() {
    HttpResponse<String> response = service.send(service.anonymous("/actuator/health"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("UP").doesNotContain("self1e", "database");
    assertThat(service.get("/actuator/health").at("/components/model/details/version").asString())
        .startsWith("self1e-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/prometheus",
        "/actuator/info",
        "/api/v1/runs",
        "/v3/api-docs",
        "/swagger-ui.html",
        "/error",
        "/nothing"
      })
  void everythingElseNeedsThePassword(String path) {
    assertProblem(service.send(service.anonymous(path)), 401);
    assertProblem(
        service.send(service.anonymous(path).header("Authorization", "Basic cHJlbGFiZWw6eA==")),
        401);
    HttpResponse<String> response = service.send(service.anonymous(path));
    assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void metricsAreThere() {
    assertThat(service.send(service.request("/actuator/prometheus")).body())
        .contains("prelabel_batch_inference_seconds", "jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site, 403",
    "Sec-Fetch-Site, same-site, 403",
    "Sec-Fetch-Site, same-origin, 400",
    "Origin, http://evil.example, 403",
    "Origin, null, 403",
    "X-Nothing, x, 400"
  })
  void pagesOfOtherSitesMayNotChangeAnything(String header, String value, int status) {
    HttpRequest.Builder request =
        service
            .request("/api/v1/runs")
            .header("Content-Type", "application/json")
            .header(header, value)
            .POST(BodyPublishers.ofString("{}"));
    assertProblem(service.send(request), status);
  }

  @Test
  void ownPagesMayChangeThings() {
    HttpRequest.Builder request =
        service
            .request("/api/v1/runs")
            .header("Content-Type", "application/json")
            .header("Origin", service.address().toString())
            .POST(BodyPublishers.ofString("{}"));
    assertProblem(service.send(request), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/nothing,              404",
    "GET,    /api/v1/runs/999,             404",
    "DELETE, /api/v1/runs/999,             405",
    "GET,    /api/v1/runs/x,               400",
    "GET,    /api/v1/runs?limit=0,         400",
    "GET,    /api/v1/runs?after=-1,        400",
    "GET,    /api/v1/runs/999/events,      404",
    "GET,    /api/v1/exports/coco,         400",
    "GET,    /api/v1/exports/coco?run=999, 404",
    "GET,    /api/v1/a;b,                  400",
    "GET,    /api/v1/a%2Fb,                400",
    "PUT,    /api/v1/runs,                 405"
  })
  void everyRefusalIsAProblem(String method, String path, int status) {
    HttpRequest.Builder request = service.request(path).method(method, BodyPublishers.noBody());
    assertProblem(service.send(request), status);
  }

  @Test
  void aBodyOfAnotherTypeIsAProblem() {
    HttpRequest.Builder request =
        service
            .request("/api/v1/runs")
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString("1,2"));
    assertProblem(service.send(request), 415);
  }

  @Test
  void aBodyThatIsNoJsonIsAProblem() {
    assertProblem(service.post("/api/v1/runs", "{"), 400);
  }

  @Test
  void aSecondProcessOnTheSameHomeIsToldTheAddress() {
    assertThatThrownBy(() -> HomeLock.acquire(service.home(), "run"))
        .isInstanceOf(HomeInUseException.class)
        .hasMessageContaining(service.address().toString());
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(RunningService.json(response).path("status").asInt()).isEqualTo(status);
    assertThat(response.body()).doesNotContain("Exception", "at io.prelabel", "\tat ");
  }
}

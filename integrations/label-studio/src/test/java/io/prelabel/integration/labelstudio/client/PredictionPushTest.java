package io.prelabel.integration.labelstudio.client;

import static io.prelabel.integration.labelstudio.stub.StubServer.bytes;
import static io.prelabel.integration.labelstudio.stub.StubServer.cutOff;
import static io.prelabel.integration.labelstudio.stub.StubServer.html;
import static io.prelabel.integration.labelstudio.stub.StubServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.prelabel.integration.labelstudio.client.PushOutcome.Undelivered;
import io.prelabel.integration.labelstudio.stub.StubServer;
import io.prelabel.plugin.FailureCategory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PredictionPushTest extends ClientFixture {
  private static final String IMPORT = "POST /ls/api/projects/7/import/predictions";
  private static final String STORED = "GET /ls/api/predictions/";
  private static final PushLimits TEN = new PushLimits(10, 1 << 20);

  /** What the server holds, and what it does to a batch before it stores it. */
  private final Set<Long> held = new TreeSet<>();

  private Set<Long> dropped = Set.of();

  @BeforeEach
  void answerLookUps() {
    stub.on(STORED, this::lookUp);
  }

  private void lookUp(HttpExchange exchange) throws IOException {
    long task = Long.parseLong(exchange.getRequestURI().getQuery().replace("task=", ""));
    String found =
        held.contains(task)
            ? "[{\"id\":%d,\"task\":%d,\"model_version\":\"v1\",\"score\":0.5,\"result\":[]}]"
                .formatted(task + 100, task)
            : "[{\"id\":1,\"task\":%d,\"model_version\":\"older\",\"result\":[]}]".formatted(task);
    json(200, found).to(exchange);
  }

  /** The request's body was read by the stub already, so it is taken from its list. */
  private void store(HttpExchange exchange) throws IOException {
    int created = 0;
    for (JsonNode each : lastBody()) {
      long task = each.path("task").asLong();
      if (!dropped.contains(task)) {
        assertThat(held.add(task)).as("task %d stored twice", task).isTrue();
        created++;
      }
    }
    json(201, "{\"created\":%d}".formatted(created)).to(exchange);
  }

  private JsonNode lastBody() {
    List<StubServer.Request> all = stub.requests(IMPORT);
    return Json.MAPPER.readTree(all.get(all.size() - 1).body());
  }

  private StubServer.Answer unless(StubServer.Answer otherwise, int most, long spoiling) {
    return exchange -> {
      boolean refuse = lastBody().size() > most;
      for (JsonNode each : lastBody()) {
        refuse |= each.path("task").asLong() == spoiling;
      }
      if (refuse) {
        otherwise.to(exchange);
      } else {
        store(exchange);
      }
    };
  }

  private PushOutcome push(int tasks, PushLimits limits) {
    return client(LEGACY)
        .push(
            7,
            LongStream.rangeClosed(1, tasks)
                .mapToObj(id -> new NewPrediction(id, "v1", 0.5, List.of(Map.of("id", "r" + id))))
                .iterator(),
            limits);
  }

  @Test
  void push_sendsBatchesOfBoundedSize() {
    stub.on(IMPORT, this::store);

    PushOutcome outcome = push(25, TEN);

    assertThat(outcome.created()).hasSize(25);
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.unsettled()).isEmpty();
    assertThat(stub.requests(IMPORT)).hasSize(3);
    assertThat(stub.requests(STORED)).isEmpty();
    assertThat(lastBody().get(4))
        .isEqualTo(
            Json.MAPPER.readTree(
                "{\"task\":25,\"model_version\":\"v1\",\"score\":0.5,\"result\":[{\"id\":\"r25\"}]}"));
  }

  @Test
  void push_bytesOfARequestAreBoundedToo() {
    stub.on(IMPORT, this::store);

    assertThat(push(4, new PushLimits(10, 160)).created()).hasSize(4);
    assertThat(stub.requests(IMPORT)).hasSize(2);
  }

  @Test
  void fewerCreatedThanSent_thoseDroppedAreFoundAndNamed() {
    dropped = Set.of(2L, 5L);
    stub.on(IMPORT, this::store);

    PushOutcome outcome = push(6, TEN);

    assertThat(outcome.created()).containsExactly(1L, 3L, 4L, 6L);
    assertThat(outcome.refused()).extracting(Undelivered::task).containsExactly(2L, 5L);
    assertThat(outcome.refused().get(0).reason()).contains("labeling configuration");
  }

  @Test
  void bodyTooLargeForAProxy_isHalvedUntilItPasses() {
    stub.on(IMPORT, unless(html(413), 3, -1));

    assertThat(push(10, TEN).created()).hasSize(10);
    assertThat(stub.requests(STORED)).isEmpty();
  }

  @Test
  void bodyTooLargeForLabelStudio_isHalvedAfterLookingWhatIsHeld() {
    stub.on(IMPORT, unless(json(500, "{\"detail\":\"You cannot access body\"}"), 5, -1));

    assertThat(push(10, TEN).created()).hasSize(10);
    assertThat(stub.requests(IMPORT)).hasSize(3);
    assertThat(stub.requests(STORED)).hasSize(10);
  }

  @Test
  void serverErrorAfterStoring_nothingIsStoredTwice() {
    stub.on(
        IMPORT,
        exchange -> {
          held.addAll(List.of(1L, 2L, 3L));
          json(500, "{}").to(exchange);
        },
        this::store);

    assertThat(push(4, TEN).created()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(stub.requests(IMPORT)).hasSize(2);
  }

  @Test
  void onePredictionThatIsTooLarge_isRefusedAndTheRestGoesOn() {
    stub.on(IMPORT, unless(html(413), 10, 4));

    PushOutcome outcome = push(10, TEN);

    assertThat(outcome.created()).hasSize(9);
    assertThat(outcome.refused()).extracting(Undelivered::task).containsExactly(4L);
  }

  @Test
  void taskDeletedMeanwhile_isRefusedAndTheRestGoesOn() {
    stub.on(IMPORT, unless(json(400, "{\"detail\":\"Task 4 unknown\"}"), 10, 4));

    PushOutcome outcome = push(10, TEN);

    assertThat(outcome.created()).hasSize(9);
    assertThat(outcome.refused()).hasSize(1);
    assertThat(outcome.refused().get(0).category()).isEqualTo(FailureCategory.BAD_INPUT);
    assertThat(outcome.refused().get(0).reason()).contains("Task 4 unknown");
  }

  @Test
  void answerThatIsCutOff_isLookedIntoAndNotRepeated() {
    stub.on(
        IMPORT,
        exchange -> {
          held.addAll(List.of(1L, 3L));
          cutOff("{").to(exchange);
        });

    PushOutcome outcome = push(13, TEN);

    assertThat(outcome.created()).containsExactly(1L, 3L);
    assertThat(outcome.unsettled()).hasSize(11);
    assertThat(outcome.unsettled().get(0).category()).isEqualTo(FailureCategory.UNAVAILABLE);
    assertThat(stub.requests(IMPORT)).hasSize(1);
  }

  @Test
  void tokenRefused_everythingIsUnsettledWithTheReasonAfterOneRequest() {
    stub.on(IMPORT, json(401, "{}"));

    PushOutcome outcome = push(30, TEN);

    assertThat(outcome.unsettled()).hasSize(30);
    assertThat(outcome.unsettled().get(29).reason()).contains("refused the token");
    assertThat(stub.requests(IMPORT)).hasSize(1);
  }

  @Test
  void outageDuringLookUp_endsThePush() {
    stub.close();

    PushOutcome outcome = push(30, TEN);

    assertThat(outcome.created()).isEmpty();
    assertThat(outcome.unsettled()).hasSize(30);
  }

  @Test
  void gatewayTimeout_isLookedIntoAndNotRepeated() {
    stub.on(IMPORT, bytes(504, "text/html", "<html/>".getBytes(StandardCharsets.UTF_8)));

    assertThat(push(5, TEN).unsettled()).hasSize(5);
    assertThat(stub.requests(STORED)).hasSize(5);
    assertThat(stub.requests(IMPORT)).hasSize(1);
  }
}

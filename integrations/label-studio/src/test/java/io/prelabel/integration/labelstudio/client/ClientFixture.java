package io.prelabel.integration.labelstudio.client;

import io.prelabel.integration.labelstudio.stub.StubServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A stub, and clients for it that count their pauses instead of waiting. */
abstract class ClientFixture {
  static final String LEGACY = "0123456789abcdef0123456789abcdef01234567";
  static final String PERSONAL = "eyJhbGciOi.eyJ0b2tlbl90.s3cr3tSignature";

  final StubServer stub = StubServer.http();
  final TickingClock clock = new TickingClock();
  final List<Duration> pauses = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeStub() {
    stub.close();
  }

  LabelStudioClient client(String token) {
    return client(token, Duration.ofSeconds(10), 1 << 20);
  }

  LabelStudioClient client(String token, Duration requestTimeout, int maxBytes) {
    LabelStudioSettings settings =
        new LabelStudioSettings(
            stub.url("/ls/"),
            ApiToken.of(token),
            Optional.empty(),
            Duration.ofSeconds(2),
            requestTimeout,
            maxBytes,
            new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(30)));
    return new LabelStudioClient(settings, clock, pauses::add);
  }

  static StubServer.Answer access(String token) {
    return StubServer.json(200, "{\"access\":\"" + token + "\"}");
  }
}
